package io.facet.app.ui.shell;

import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame around the pages: rail, top bar, status bar. */
final class ShellController {
    private static final List<String> TONES = List.of("accent", "success", "warning", "danger", "outlined");

    /** What the frame's own buttons do. */
    interface Actions {
        void go(String page);

        void palette();

        void switchTheme();

        void addAgent();

        void toggleLog();

        void copyAddress();
    }

    private final Texts texts;
    private final Actions actions;
    private final List<RailItem> items = new ArrayList<>();
    private final FontIcon failedIcon = Icons.of(Feather.X_CIRCLE, "icon-danger");
    private ShellModel.@Nullable RunTone shownTone;

    @FXML
    private StackPane root;

    @FXML
    private VBox rail;

    @FXML
    private StackPane logo;

    @FXML
    private VBox railPages;

    @FXML
    private VBox railFoot;

    @FXML
    private HBox topBar;

    @FXML
    private Label title;

    @FXML
    private Label dataset;

    @FXML
    private Label runPill;

    @FXML
    private HBox progressBox;

    @FXML
    private ProgressBar progress;

    @FXML
    private Label progressText;

    @FXML
    private Label left;

    @FXML
    private Button paletteButton;

    @FXML
    private Button themeButton;

    @FXML
    private Button addAgent;

    @FXML
    private StackPane pages;

    @FXML
    private StackPane logSlot;

    @FXML
    private HBox statusLine;

    @FXML
    private Button addressItem;

    @FXML
    private Button copyAddress;

    @FXML
    private Button agentsItem;

    @FXML
    private Button slotsItem;

    @FXML
    private ProgressBar slotsBar;

    @FXML
    private Button rateItem;

    @FXML
    private Button failedItem;

    @FXML
    private Label tls;

    @FXML
    private Button logItem;

    @FXML
    private VBox noticeStack;

    @FXML
    private StackPane overlay;

    @FXML
    private BorderPane frame;

    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    ShellController(Texts texts, Actions actions) {
        this.texts = texts;
        this.actions = actions;
    }

    @FXML
    void initialize() {
        ImageView mark = new ImageView(new Image(
                Objects.requireNonNull(ShellController.class.getResource("/io/facet/app/ui/icons/mark-64.png"))
                        .toExternalForm(),
                32,
                32,
                true,
                true));
        logo.getChildren().add(mark);
        icon(paletteButton, Feather.COMMAND, "shell.palette");
        paletteButton.setOnAction(e -> actions.palette());
        themeButton.setOnAction(e -> actions.switchTheme());
        addAgent.setGraphic(Icons.of(Feather.PLUS));
        addAgent.setOnAction(e -> actions.addAgent());
        addressItem.setGraphic(dot());
        addressItem.setOnAction(e -> actions.go("settings"));
        icon(copyAddress, Feather.COPY, "shell.copy-address");
        copyAddress.setOnAction(e -> actions.copyAddress());
        agentsItem.setOnAction(e -> actions.go("agents"));
        slotsItem.setOnAction(e -> actions.go("agents"));
        rateItem.setOnAction(e -> actions.go("run"));
        failedItem.setOnAction(e -> actions.go("run"));
        tls.setGraphic(Icons.of(Feather.SHIELD));
        logItem.setGraphic(Icons.of(Feather.TERMINAL));
        logItem.setOnAction(e -> actions.toggleLog());
        slotsBar.setProgress(0);
    }

    private static Node dot() {
        Region dot = new Region();
        dot.getStyleClass().addAll("dot", "success");
        return dot;
    }

    private void icon(Button button, Feather icon, String key) {
        button.setGraphic(Icons.of(icon));
        button.setAccessibleText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(key)));
    }

    /** Adds a page to the rail: Settings at the foot, all others in order. */
    void add(Page page) {
        RailItem item = new RailItem(page, () -> actions.go(page.id()));
        items.add(item);
        (page.id().equals("settings") ? railFoot : railPages).getChildren().add(item);
    }

    /** Shows a page; the others stay as they are, unseen. */
    void show(Page page) {
        title.setText(page.title());
        Node view = page.view();
        if (!pages.getChildren().contains(view)) {
            pages.getChildren().add(view);
        }
        pages.getChildren().forEach(n -> {
            n.setVisible(n == view);
            n.setManaged(n == view);
        });
        items.forEach(item -> item.select(item.page() == page));
    }

    /** How things stand, on every bar. */
    void show(ShellModel.Bars bars, boolean onRunPage) {
        runPill.setText(bars.runState());
        tone(bars.tone());
        dataset.setText(bars.runDataset());
        Show.when(dataset, onRunPage && !bars.runDataset().isEmpty());
        boolean running = !Double.isNaN(bars.progress());
        Show.when(progressBox, running);
        if (running) {
            progress.setProgress(bars.progress());
        }
        progressText.setText(bars.progressText());
        left.setText(bars.leftText());
        addressItem.setText(
                texts.get(bars.reachable() ? "shell.listening" : "shell.listening.loopback", bars.address()));
        agentsItem.setText(
                bars.lost() == 0
                        ? texts.get("shell.agents", Figures.count(bars.agents()))
                        : texts.get("shell.agents.lost", Figures.count(bars.agents()), Figures.count(bars.lost())));
        slotsItem.setText(texts.get("shell.slots", Figures.count(bars.busySlots()), Figures.count(bars.slots())));
        slotsBar.setProgress(bars.slots() == 0 ? 0 : (double) bars.busySlots() / bars.slots());
        rateItem.setText(texts.get("shell.rate", bars.rate()));
        failedItem.setText(texts.get("shell.failed", Figures.count(bars.failed())));
        failedItem.setGraphic(bars.failed() == 0 ? null : failedIcon);
        logItem.setText(
                bars.warnings() == 0 ? texts.get("shell.log") : texts.get("shell.log.warnings", bars.warnings()));
        badge("agents", bars.lost());
    }

    /** Five times a second the same: only a change is worth new styles. */
    private void tone(ShellModel.RunTone tone) {
        if (tone != shownTone) {
            shownTone = tone;
            runPill.getStyleClass().removeAll(TONES);
            runPill.getStyleClass().add(styleClass(tone));
            runPill.setGraphic(Icons.of(pillIcon(tone)));
        }
    }

    private void badge(String page, int count) {
        items.stream().filter(i -> i.page().id().equals(page)).forEach(i -> i.badge(count));
    }

    void dark(boolean dark) {
        icon(themeButton, dark ? Feather.SUN : Feather.MOON, dark ? "shell.theme.light" : "shell.theme.dark");
    }

    private static String styleClass(ShellModel.RunTone tone) {
        return switch (tone) {
            case IDLE -> "outlined";
            case RUNNING -> "accent";
            case WAITING -> "warning";
            case DONE -> "success";
            case FAILED -> "danger";
        };
    }

    private static Feather pillIcon(ShellModel.RunTone tone) {
        return switch (tone) {
            case IDLE -> Feather.CIRCLE;
            case RUNNING -> Feather.LOADER;
            case WAITING -> Feather.CLOCK;
            case DONE -> Feather.CHECK_CIRCLE;
            case FAILED -> Feather.X_CIRCLE;
        };
    }

    /**
     * The parts between which F6 moves, in order.
     *
     * @param drawer of the page; null if there is none
     */
    List<Node> regions(@Nullable Node drawer) {
        return drawer == null
                ? List.of(rail, topBar, pages, logSlot, statusLine)
                : List.of(rail, topBar, pages, drawer, logSlot, statusLine);
    }

    /** What opens and closes the log. */
    Node logItem() {
        return logItem;
    }

    StackPane root() {
        return root;
    }

    BorderPane frame() {
        return frame;
    }

    StackPane logSlot() {
        return logSlot;
    }

    VBox noticeStack() {
        return noticeStack;
    }

    /** What lies over everything: palette and questions; null takes it away. */
    void overlay(@Nullable Node node) {
        overlay.getChildren().clear();
        if (node != null) {
            overlay.getChildren().add(node);
        }
        overlay.setVisible(node != null);
        frame.setDisable(node != null && node.getStyleClass().contains("question"));
    }
}
