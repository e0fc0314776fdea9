package io.facet.app.ui.agents;

import io.facet.app.master.farm.When;
import io.facet.app.master.watch.AgentStatus;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The buttons and the menu of a card: what can be asked of the agent as it is now. */
final class CardActions extends HBox {
    private final Texts texts;
    private final AgentCommands commands;
    private final Button drain = button("drain");
    private final Button away = button("away");
    private final Button logs = button("logs");
    private final MenuButton more = new MenuButton(null, Icons.of(Feather.MORE_HORIZONTAL));
    private final MenuItem pause = item("pause", a -> commands().pause(a, true));
    private final MenuItem resume = item("resume", a -> commands().pause(a, false));
    private final MenuItem restartLater = item("restart.later", a -> commands().restart(a, When.AFTER_RUNNING_IMAGES));
    private final MenuItem restartNow = item("restart.now", a -> commands().restart(a, When.NOW));
    private final MenuItem copy = item("copy-address", a -> commands().copyAddress(a));
    private final MenuItem stop = item("stop", a -> commands().disconnect(a));
    private final MenuItem forget = item("forget", a -> commands().forget(a));
    private final MenuItem revoke = item("revoke", a -> commands().revoke(a));
    private @Nullable AgentView agent;
    private @Nullable String kind;

    CardActions(Texts texts, AgentCommands commands) {
        this.texts = texts;
        this.commands = commands;
        getStyleClass().add("card-actions");
        setMinWidth(USE_PREF_SIZE);
        for (MenuItem item : List.of(pause, resume, restartLater, restartNow, copy, stop, forget, revoke)) {
            item.setText(texts.get("agents.do." + item.getId()));
        }
        logs.setText(texts.get("agents.do.logs"));
        logs.setGraphic(Icons.of(Feather.TERMINAL, "icon-small"));
        logs.getStyleClass().add("flat");
        logs.setOnAction(e -> with(commands::openLog));
        more.getStyleClass().addAll("flat", "button-icon", "small-height", "no-arrow");
        more.setAccessibleText(texts.get("agents.do.more"));
        more.getItems().addAll(pause, resume, restartLater, restartNow, copy, stop, forget, revoke);
        getChildren().addAll(drain, away, logs, more);
    }

    private AgentCommands commands() {
        return commands;
    }

    private static Button button(String id) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().add("small-height");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private MenuItem item(String id, Consumer<AgentView> action) {
        MenuItem item = new MenuItem();
        item.setId(id);
        item.setOnAction(e -> with(action));
        return item;
    }

    private void with(Consumer<AgentView> action) {
        AgentView shown = agent;
        if (shown != null) {
            action.accept(shown);
        }
    }

    void update(AgentView view) {
        agent = view;
        boolean connected = view.status().connected();
        boolean local = view.status().local();
        Show.when(drain, connected);
        String next = view.status().state() + "/" + view.draining();
        if (!next.equals(kind)) {
            kind = next;
            drain(view.draining());
            away(view);
        }
        pause.setVisible(connected && !view.resting());
        resume.setVisible(connected && view.resting());
        restartLater.setVisible(connected);
        restartNow.setVisible(connected);
        copy.setVisible(!view.address().isEmpty());
        stop.setVisible(connected && local);
        forget.setVisible(!connected && !local && view.status().state() == AgentStatus.State.DISCONNECTED);
        revoke.setVisible(!local);
        boolean restarting = view.status().pending().contains(AgentStatus.Action.RESTART);
        restartLater.setDisable(restarting);
        away.setDisable(view.status().pending().contains(AgentStatus.Action.DISCONNECT));
    }

    private void drain(boolean draining) {
        drain.setText(texts.get(draining ? "agents.do.undrain" : "agents.do.drain"));
        drain.setGraphic(Icons.of(draining ? Feather.ROTATE_CCW : Feather.ARROW_DOWN_CIRCLE, "icon-small"));
        drain.setOnAction(e -> with(a -> commands.drain(List.of(a), !draining)));
    }

    private void away(AgentView view) {
        boolean local = view.status().local();
        Show.when(away, !local || startable(view));
        if (local) {
            away("start", Feather.PLAY, a -> commands.startLocal());
        } else if (view.status().connected()) {
            away("disconnect", Feather.LOG_OUT, commands::disconnect);
        } else if (view.status().state() == AgentStatus.State.DISCONNECTED) {
            away("let-back-in", Feather.LOG_IN, commands::letBackIn);
        } else {
            away("forget", Feather.TRASH_2, commands::forget);
        }
    }

    private static boolean startable(AgentView view) {
        return view.status().state() == AgentStatus.State.LEFT || view.status().state() == AgentStatus.State.LOST;
    }

    private void away(String key, Feather icon, Consumer<AgentView> action) {
        away.setText(texts.get("agents.do." + key));
        away.setGraphic(Icons.of(icon, "icon-small"));
        away.setOnAction(e -> with(action));
    }
}
