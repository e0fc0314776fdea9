package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.common.Desktop;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.FocusReturn;
import io.facet.app.ui.control.SearchField;
import io.facet.app.ui.control.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The page's controls. */
final class AgentsController {
    private final Texts texts;
    private final AgentsModel model;
    private final AgentCommands commands;
    private final Runnable addAgent;
    private final FocusReturn logFocus = new FocusReturn();
    private @Nullable AgentLogPanel log;

    @FXML
    private StackPane root;

    @FXML
    private SearchField search;

    @FXML
    private HBox groupSlot;

    @FXML
    private Label summary;

    @FXML
    private Label busy;

    @FXML
    private Button drainAll;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox cards;

    @FXML
    private StackPane logSlot;

    @FXML
    private StackPane drawerSlot;

    @FXML
    private HBox overlay;

    private CardList list;
    private Node aloneCard;
    private Label nothing;

    @SuppressWarnings("NullAway.Init") // FXML sets the fields, initialize the rest
    AgentsController(Texts texts, AgentsModel model, AgentCommands commands, Runnable addAgent) {
        this.texts = texts;
        this.model = model;
        this.commands = commands;
        this.addAgent = addAgent;
    }

    @FXML
    void initialize() {
        list = new CardList(cards, scroll, texts, commands);
        search.setAccessibleText(texts.get("agents.search"));
        search.textProperty().bindBidirectional(model.query());
        groupSlot
                .getChildren()
                .add(new Segments<>(
                        texts.get("agents.group"),
                        Arrays.asList(AgentsModel.Grouping.values()),
                        g -> texts.get("agents.group." + g.name().toLowerCase(Locale.ROOT)),
                        model.grouping()::set));
        nothing = new Label(texts.get("agents.nothing"));
        nothing.getStyleClass().add("text-muted");
        nothing.setId("agents-nothing");
        aloneCard = aloneCard();
    }

    private Node aloneCard() {
        Label head = new Label(texts.get("agents.alone.title"));
        head.getStyleClass().add("card-title");
        Label text = new Label(texts.get("agents.alone.text"));
        text.setWrapText(true);
        text.getStyleClass().add("text-muted");
        Button add = new Button(texts.get("shell.add-agent"), Icons.of(Feather.PLUS));
        add.setId("agents-alone-add");
        add.setOnAction(e -> addAgent.run());
        VBox box = new VBox(8, head, text, add);
        box.setId("agents-alone");
        box.getStyleClass().addAll("facet-card", "padded");
        return box;
    }

    /** Shows how things stand. */
    void show(AgentsModel.Content content, LocalWishes wishes) {
        List<Node> below = content.alone() && model.query().get().isBlank()
                ? List.of(aloneCard)
                : content.nothingFound() ? List.of(nothing) : List.of();
        list.update(content, wishes, below);
        summary.setText(texts.get(
                "agents.summary",
                Figures.count(content.agents(), texts.get("agents.agent"), texts.get("agents.agents")),
                Figures.count(content.slots(), texts.get("agents.slot"), texts.get("agents.slots"))));
        busy.setText(texts.get("agents.busy", Figures.count(content.busy())));
        boolean undo = content.drainable() == 0 && content.drained() > 0;
        drainAll.setText(texts.get(undo ? "agents.undrain-all" : "agents.drain-all"));
        if (drainAll.getGraphic() == null || undo != Boolean.TRUE.equals(drainAll.getUserData())) {
            drainAll.setUserData(undo);
            drainAll.setGraphic(Icons.of(undo ? Feather.ROTATE_CCW : Feather.ARROW_DOWN_CIRCLE));
            drainAll.setOnAction(e -> commands.drainAll(!undo));
        }
        drainAll.setDisable(content.drainable() + content.drained() == 0);
    }

    CardList list() {
        return list;
    }

    /** Shows the log of an agent, in place of that of another. */
    void openLog(FarmLink farm, AgentStatus agent, Desktop desktop) {
        AgentLogPanel panel = new AgentLogPanel(farm, agent, texts, desktop, this::closeLog);
        logFocus.opens(root.getScene());
        log = panel;
        logSlot.getChildren().setAll(panel);
        panel.focus();
    }

    private void closeLog() {
        AgentLogPanel panel = log;
        log = null;
        if (panel != null) {
            logFocus.closes(panel, logSlot.getChildren()::clear, search);
        }
    }

    /** Takes over what the agent whose log is open has logged. */
    void refreshLog() {
        if (log != null) {
            log.refresh();
        }
    }

    StackPane root() {
        return root;
    }

    Node search() {
        return search;
    }

    /** Where a drawer stands beside the cards, and where it lies over them. */
    DrawerPlace drawerPlace() {
        return new DrawerPlace(root, drawerSlot, overlay);
    }
}
