package io.facet.app.ui.agents;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import io.facet.app.ui.control.Switch;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One agent. Made once for each and updated; what has not changed is left alone. */
final class AgentCard extends VBox {
    private final CardHead head;
    private final CardActions actions;
    private final LocalControls slots;
    private final SlotChips chips;
    private final VBox left = new VBox(8);
    private final VBox loading = new VBox(4);
    private final Label loadingText = new Label();
    private final ProgressBar loadingBar = new ProgressBar(0);
    private final ResourceBars bars = new ResourceBars();
    private final FigureGrid figures;
    private final CardNotice notice = new CardNotice();
    private final CardNotice refusal = new CardNotice();
    private final Switch rest;
    private final Label problem = new Label();
    private @Nullable AgentView shown;
    private @Nullable LocalWishes wished;

    AgentCard(Texts texts, AgentCommands commands) {
        getStyleClass().addAll("facet-card", "agent-card");
        actions = new CardActions(texts, commands);
        slots = new LocalControls(texts, commands::gpuSlots, commands::cpuSlots);
        head = new CardHead(texts, slots, actions);
        chips = new SlotChips(texts);
        figures = new FigureGrid(texts);
        rest = new Switch(texts.get("agents.rest"), texts.get("agents.rest"), commands::pauseWhileUsed);
        rest.setId("card-rest");
        rest.getStyleClass().add("card-switch");
        loadingText.getStyleClass().addAll("text-small", "text-muted");
        loadingText.setText(texts.get("agents.loading"));
        loadingBar.setMaxWidth(Double.MAX_VALUE);
        loading.getChildren().addAll(loadingText, loadingBar);
        loading.getStyleClass().add("agent-loading");
        loadingBar.getStyleClass().add("warn");
        problem.getStyleClass().addAll("text-small", "text-danger");
        problem.setId("card-problem");
        slots.onProblem(text -> Show.text(problem, text));
        Show.text(problem, "");
        left.getChildren().addAll(chips, loading, rest);
        left.setMinWidth(0);
        HBox.setHgrow(notice, Priority.ALWAYS);
        notice.setMaxHeight(Region.USE_PREF_SIZE);
        HBox body = new HBox(24, left, notice, bars, figures);
        body.getStyleClass().add("agent-body");
        getChildren().addAll(head, problem, refusal, body);
    }

    void update(AgentView view, LocalWishes wishes) {
        rest.show(wishes.rest());
        if (view.equals(shown) && wishes.equals(wished)) {
            return;
        }
        wished = wishes;
        shown = view;
        AgentStatus agent = view.status();
        setId("agent-" + agent.id());
        head.update(view);
        actions.update(view);
        Show.when(slots, agent.local());
        slots.update(view, wishes.gpuAuto());
        chips.update(agent.slots(), view.title());
        boolean loads = agent.state() == AgentStatus.State.LOADING;
        Show.when(loading, loads);
        loadingBar.setProgress(loads ? Double.isNaN(agent.loading()) ? -1 : agent.loading() : 0);
        Show.when(rest, agent.local());
        boolean takesPart = view.headline().isEmpty();
        bars.update(view.bars());
        figures.update(agent);
        Show.when(bars, takesPart);
        Show.when(figures, takesPart);
        (takesPart ? refusal : notice).update(view);
        Show.when(takesPart ? notice : refusal, false);
        // Beside a notice the chips take only the room that they need.
        HBox.setHgrow(left, takesPart ? Priority.ALWAYS : Priority.NEVER);
        lost(view.bad());
    }

    private void lost(boolean on) {
        if (on != getStyleClass().contains("lost")) {
            if (on) {
                getStyleClass().add("lost");
            } else {
                getStyleClass().remove("lost");
            }
        }
    }

    /**
     * Another second has passed.
     *
     * @param visible whether somebody sees the card
     */
    void second(boolean visible) {
        chips.second(visible);
    }
}
