package io.facet.app.ui.settings;

import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.DirectoryChooser;

/**
 * Which folders this computer's agent opens by itself; images elsewhere it gets from the master, as an agent on another
 * computer does. Window's thread only.
 */
final class AllowedFolders {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final Workshop workshop;
    private final Texts texts;
    private final TextField field = new TextField();
    private final SettingRow row;

    /**
     * What was typed.
     *
     * @param folders that are there
     * @param wrong the first that is not; empty if all are
     */
    record Typed(List<Path> folders, String wrong) {}

    AllowedFolders(Workshop workshop) {
        this.workshop = workshop;
        this.texts = workshop.texts();
        field.setId("allowed-folders");
        field.setPrefWidth(196);
        field.getStyleClass().add("mono");
        field.setPromptText(texts.get("settings.allowed.all"));
        field.setAccessibleText(texts.get("settings.allowed"));
        field.setOnAction(e -> typed(field.getText()));
        field.focusedProperty().addListener((o, was, is) -> {
            if (was) {
                typed(field.getText());
            }
        });
        Button add = new Button(texts.get("settings.allowed.add"));
        add.setId("allowed-add");
        add.setOnAction(e -> choose());
        row = new SettingRow(
                        texts.get("settings.allowed"),
                        texts.get("settings.allowed.about"),
                        SettingRow.fields(field, add))
                .id("allowed");
        workshop.settings().property().addListener((o, was, is) -> {
            if (!was.allowedRoots().equals(is.allowedRoots())) {
                show();
                workshop.background()
                        .action(() -> workshop.desk().allow(is.allowedRoots()))
                        .start();
            }
        });
        show();
    }

    SettingRow row() {
        return row;
    }

    private void show() {
        field.setText(shown());
        wrong("");
    }

    private String shown() {
        return workshop.settings().get().allowedRoots().stream()
                .map(FolderCare::brief)
                .collect(Collectors.joining(File.pathSeparator + " "));
    }

    private void wrong(String text) {
        row.problem(text);
        field.pseudoClassStateChanged(WRONG, !text.isEmpty());
    }

    private void typed(String text) {
        if (text.strip().equals(shown())) {
            wrong("");
            return;
        }
        workshop.background()
                .task(() -> read(text))
                .onSuccess(typed -> {
                    if (typed.wrong().isEmpty()) {
                        workshop.settings().change(s -> SettingsEdits.allowedRoots(s, typed.folders()));
                        show();
                    } else {
                        wrong(texts.get("settings.allowed.wrong", typed.wrong(), File.pathSeparator));
                    }
                })
                .start();
    }

    /** Looks whether the folders are there: touches the disk. */
    static Typed read(String text) {
        List<Path> folders = new ArrayList<>();
        for (String part : Arrays.stream(text.split(File.pathSeparator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList()) {
            try {
                Path folder = Path.of(FolderCare.full(part));
                if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
                    return new Typed(List.of(), part);
                }
                folders.add(folder.normalize());
            } catch (InvalidPathException e) {
                return new Typed(List.of(), part.replace('\0', '?'));
            }
        }
        return new Typed(folders.stream().distinct().toList(), "");
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("settings.allowed"));
        File chosen = chooser.showDialog(field.getScene().getWindow());
        if (chosen != null) {
            String before = shown();
            typed(before.isEmpty() ? chosen.getAbsolutePath() : before + File.pathSeparator + chosen.getAbsolutePath());
        }
    }
}
