package io.facet.app.ui.run;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.run.Progress.Step;
import io.facet.app.ui.run.Setup.Refusal;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Start, pause and stop, and why they may not be possible. */
final class ActionBar extends VBox {
    private final Texts texts;
    private final FontIcon icon = Icons.of(Feather.PLAY);
    private final Button main = new Button("", icon);
    private final SplitMenuButton stop;
    private final Label reason = Parts.sentence("", "text-caption", "text-muted");
    private final Button addAgent;
    private final Label key = Parts.label("", "kbd");
    private final Label keyText = Parts.label("", "text-caption", "text-muted");

    ActionBar(Texts texts, RunDriver driver, Runnable addAgent) {
        this.texts = texts;
        setSpacing(8);
        main.setId("mainAction");
        main.getStyleClass().addAll("accent", "main-action");
        main.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(main, Priority.ALWAYS);
        main.setOnAction(e -> driver.step());
        MenuItem after = new MenuItem(texts.get("run.stop.after"));
        after.setId("stopAfter");
        after.setOnAction(e -> driver.stopAfterRunning());
        MenuItem now = new MenuItem(texts.get("run.stop.now"));
        now.setId("stopNow");
        now.setOnAction(e -> driver.stopNow());
        stop = new SplitMenuButton(after, now);
        stop.setId("stop");
        stop.setText(texts.get("run.stop"));
        stop.setGraphic(Icons.of(Feather.SQUARE));
        stop.getStyleClass().addAll("stop-button");
        stop.setTooltip(new Tooltip(texts.get("run.stop.why")));
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(e -> driver.stopNext());
        reason.setId("startReason");
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(Double.MAX_VALUE);
        this.addAgent =
                Parts.button("reasonAddAgent", texts.get("shell.add-agent"), Feather.PLUS, addAgent, "extra-small");
        key.setMinWidth(USE_PREF_SIZE);
        keyText.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(Parts.row(8, main, stop), Parts.row(6, reason, this.addAgent, key, keyText));
    }

    void show(Setup setup, Progress progress) {
        Step step = progress.step();
        boolean active = progress.active();
        Refusal refusal = setup.refusal();
        Parts.show(stop, active);
        stop.setText(texts.get(step == Step.NONE ? "run.stop.now.short" : "run.stop"));
        main.setDisable(step == Step.NONE || (step == Step.START && refusal != Refusal.NONE));
        String verb = step == Step.NONE ? "stopping" : step.name().toLowerCase(Locale.ROOT);
        main.setText(texts.get("run.main." + verb));
        Feather sign = step == Step.PAUSE ? Feather.PAUSE : Feather.PLAY;
        if (icon.getIconCode() != sign) {
            icon.setIconCode(sign);
        }
        reason.setText(active ? activeText(progress) : idleText(setup, refusal));
        Parts.show(addAgent, !active && refusal == Refusal.NO_SLOT);
        key(active, refusal);
    }

    private String idleText(Setup setup, Refusal refusal) {
        boolean complete = refusal == Refusal.NONE && setup.output() instanceof OutputNotice.Resumes r && r.complete();
        return texts.get(complete ? "run.all-done" : "run.refused." + word(refusal));
    }

    private String activeText(Progress progress) {
        return progress.note().isEmpty() ? texts.get("run.stop.keeps") : progress.note();
    }

    private void key(boolean active, Refusal refusal) {
        String which = active ? "space" : refusal == Refusal.NO_DATASET ? "choose" : "start";
        boolean shown = active || refusal == Refusal.NO_DATASET || refusal == Refusal.NONE;
        Parts.show(key, shown);
        Parts.show(keyText, shown);
        key.setText(texts.get("run.key." + which));
        keyText.setText(texts.get("run.key." + which + ".text"));
    }

    private static String word(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
