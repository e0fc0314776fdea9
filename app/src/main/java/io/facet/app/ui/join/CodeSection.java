package io.facet.app.ui.join;

import io.facet.app.master.discovery.DiscoveredPc;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.Segments;
import io.facet.app.ui.control.Show;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The command for the other computer, and the code that it asks for. */
final class CodeSection extends VBox {
    /** The code does not stand in the command: others on that computer could read it there. */
    static final String COMMAND = "facet-agent --join -";

    private enum Platform {
        WINDOWS,
        MACOS,
        LINUX
    }

    private final Texts texts;
    private final Desktop desktop;
    private final Notices notices;
    private final Label where = DrawerParts.small("");
    private final Label invited = new Label();
    private final Label code = new Label();
    private final Label note = DrawerParts.small("");
    private final Button copy;
    private final Button renew;

    CodeSection(JoinModel model, Workshop workshop) {
        super(12);
        this.texts = workshop.texts();
        this.desktop = workshop.desktop();
        this.notices = workshop.notices();
        setId("join-code-section");
        Segments<Platform> systems = new Segments<>(
                texts.get("join.system"),
                List.of(Platform.values()),
                s -> texts.get("join.system." + s.name().toLowerCase(Locale.ROOT)),
                this::explain);
        explain(Platform.WINDOWS);
        Label command = new Label(COMMAND);
        command.getStyleClass().addAll("mono", "code-box");
        command.setMaxWidth(Double.MAX_VALUE);
        Button copyCommand = new Button(texts.get("join.command.copy"), Icons.of(Feather.COPY));
        copyCommand.setId("join-copy-command");
        copyCommand.setOnAction(e -> copy(COMMAND, "join.command.copied"));
        code.setId("join-code");
        code.getStyleClass().addAll("mono", "text-strong", "join-code");
        code.setWrapText(true);
        code.setMinHeight(USE_PREF_SIZE);
        note.setId("join-code-note");
        copy = new Button(texts.get("join.code.copy"), Icons.of(Feather.COPY));
        copy.setId("join-copy-code");
        copy.getStyleClass().add("accent");
        copy.setOnAction(e -> copy(model.code().get().text(), "join.code.copied"));
        renew = new Button(texts.get("join.code.new"), Icons.of(Feather.REFRESH_CW));
        renew.setId("join-new-code");
        renew.setOnAction(e -> model.newCode());
        VBox box = new VBox(6, code, note);
        box.getStyleClass().add("code-box");
        invited.setId("join-invited");
        invited.setWrapText(true);
        invited.setMinHeight(USE_PREF_SIZE);
        invited.getStyleClass().addAll("text-small", "text-accent");
        Label fingerprint = new Label(
                texts.get("join.fingerprint", FingerprintText.brief(model.fingerprint())), Icons.of(Feather.SHIELD));
        fingerprint.getStyleClass().addAll("text-caption", "text-muted", "icon-small");
        fingerprint.setTooltip(new Tooltip(FingerprintText.full(model.fingerprint())));
        Label firewall = AllowSection.firewall(texts, model.listen().state().map(s -> Integer.toString(s.port())));
        firewall.setId("join-firewall");
        getChildren()
                .addAll(
                        DrawerParts.step("1", texts.get("join.command")),
                        systems,
                        command,
                        where,
                        copyCommand,
                        DrawerParts.rule(),
                        DrawerParts.step("2", texts.get("join.code")),
                        invited,
                        box,
                        new HBox(8, copy, renew),
                        fingerprint,
                        DrawerParts.rule(),
                        DrawerParts.step("3", texts.get("join.firewall")),
                        firewall);
        model.code().addListener((o, was, is) -> show(is));
        show(model.code().get());
        model.invited().addListener((o, was, is) -> invited(is));
        invited(model.invited().get());
    }

    private void explain(Platform system) {
        where.setText(texts.get("join.where." + system.name().toLowerCase(Locale.ROOT)));
    }

    private void invited(@Nullable DiscoveredPc pc) {
        Show.text(invited, pc == null ? "" : texts.get("join.invited", pc.name()));
    }

    private void copy(String text, String told) {
        desktop.copy(text);
        notices.tell(Notices.Kind.INFO, texts.get(told));
    }

    private void show(JoinModel.Code shown) {
        boolean good = shown.state() == JoinModel.CodeState.GOOD;
        Show.text(code, shown.text());
        Show.text(note, shown.state() == JoinModel.CodeState.MAKING ? texts.get("join.code.making") : shown.note());
        copy.setDisable(!good);
        renew.setDisable(shown.state() == JoinModel.CodeState.MAKING);
    }
}
