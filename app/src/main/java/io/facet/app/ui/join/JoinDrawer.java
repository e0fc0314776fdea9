package io.facet.app.ui.join;

import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.Show;
import io.facet.app.ui.shell.Questions;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The drawer to add an agent. Confined to the window's thread. */
public final class JoinDrawer {
    private final JoinModel model;
    private final VBox view = new VBox();
    private final VBox allow;
    private final VBox code;
    private final VBox others;
    private final Button close;

    /**
     * A drawer that is not yet shown.
     *
     * @param onClose what its own button and Escape do
     */
    public JoinDrawer(JoinModel model, Workshop workshop, Questions questions, Runnable onClose) {
        this.model = model;
        Texts texts = workshop.texts();
        allow = new AllowSection(model, texts);
        code = new CodeSection(model, workshop);
        others = new OthersSection(model, workshop, questions);
        Label title = new Label(texts.get("shell.add-agent"));
        title.getStyleClass().add("title-4");
        close = DrawerParts.iconButton("join-close", Feather.X, texts.get("join.close"), onClose);
        close.getStyleClass().add("flat");
        HBox head = new HBox(8, title, DrawerParts.gap(), close);
        head.getStyleClass().add("drawer-head");
        VBox content = new VBox(16, allow, code, DrawerParts.rule(), others, DrawerParts.small(texts.get("join.foot")));
        content.getStyleClass().add("drawer-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("agents-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        view.setId("join-drawer");
        view.getStyleClass().add("drawer");
        view.getChildren().addAll(head, scroll);
        view.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                onClose.run();
                e.consume();
            }
        });
        model.listen().state().addListener((o, was, is) -> show(is.reachable()));
        show(model.listen().state().get().reachable());
    }

    private void show(boolean reachable) {
        Show.when(allow, !reachable);
        Show.when(code, reachable);
        Show.when(others, reachable || !model.enrolled().get().isEmpty());
    }

    /** What is shown of it. */
    public VBox view() {
        return view;
    }

    /** It is to be seen from now on. */
    public void opened() {
        model.opened();
    }

    /** Moves the focus into it. */
    public void focus() {
        close.requestFocus();
    }

    /** Takes over how things stand. */
    public void tick() {
        model.tick();
    }
}
