package io.facet.app.ui.shell;

import io.facet.app.ui.command.Command;
import io.facet.app.ui.command.Commands;
import io.facet.app.ui.command.Keys;
import io.facet.app.ui.common.Texts;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every command by name: type, choose, Enter. */
final class CommandPalette extends StackPane {
    private final Commands commands;
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final Runnable close;

    CommandPalette(Commands commands, Texts texts, Runnable close) {
        this.commands = commands;
        this.close = close;
        getStyleClass().add("backdrop");
        setId("palette");
        VBox box = new VBox(field, list);
        box.getStyleClass().addAll("palette", "floating");
        setAlignment(box, Pos.TOP_CENTER);
        setMargin(box, new Insets(72, 0, 0, 0));
        getChildren().add(box);
        field.setPromptText(texts.get("shell.palette.prompt"));
        field.setId("palette-field");
        field.setAccessibleText(texts.get("shell.palette.prompt"));
        list.setPlaceholder(new Label(texts.get("shell.palette.none")));
        list.setCellFactory(view -> new Cell());
        list.setFocusTraversable(false);
        list.setAccessibleText(texts.get("shell.palette"));
        field.textProperty().addListener((o, was, is) -> fill());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        setOnMousePressed(e -> {
            if (e.getTarget() == this) {
                close.run();
            }
        });
        list.setOnMouseClicked(e -> choose());
        fill();
    }

    void focusField() {
        field.requestFocus();
    }

    private void fill() {
        list.getItems().setAll(commands.matching(field.getText()));
        list.getSelectionModel().selectFirst();
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> close.run();
            case ENTER -> choose();
            case DOWN -> move(1);
            case UP -> move(-1);
            case TAB -> {
                // There is one field; what lies behind the palette is not to be reached.
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 4));
        }
    }

    private void choose() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.enabled().get()) {
            close.run();
            chosen.run();
        }
    }

    private static final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label text = new Label(command.text());
            Label where = new Label(command.where());
            where.getStyleClass().addAll("text-muted", "text-small");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(8, text, where, gap);
            row.setAlignment(Pos.CENTER_LEFT);
            String key = command.key();
            if (key != null) {
                Label keys = new Label(Keys.text(key));
                keys.getStyleClass().add("kbd");
                row.getChildren().add(keys);
            }
            setGraphic(row);
            setDisable(!command.enabled().get());
        }
    }
}
