package io.facet.app.ui.results;

import io.facet.app.master.history.PastRun;
import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** How a run's state looks. */
final class StateIcon {
    private StateIcon() {}

    static Node icon(PastRun.State state) {
        return Icons.of(feather(state), "icon-small", "icon-" + kind(state));
    }

    static Label pill(PastRun.State state, Texts texts) {
        Label pill = new Label(name(state, texts), Icons.of(feather(state)));
        pill.getStyleClass().addAll("pill", kind(state));
        pill.setMinWidth(Region.USE_PREF_SIZE);
        return pill;
    }

    static String name(PastRun.State state, Texts texts) {
        return texts.get("results.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /** Style of the bar. */
    static String bar(PastRun.State state) {
        return switch (state) {
            case FINISHED -> "ok";
            case FAILED -> "failed";
            case INTERRUPTED -> "warn";
            case RUNNING, STOPPED -> "plain";
        };
    }

    private static Feather feather(PastRun.State state) {
        return switch (state) {
            case RUNNING -> Feather.LOADER;
            case FINISHED -> Feather.CHECK_CIRCLE;
            case STOPPED -> Feather.SQUARE;
            case FAILED -> Feather.X_CIRCLE;
            case INTERRUPTED -> Feather.ALERT_TRIANGLE;
        };
    }

    private static String kind(PastRun.State state) {
        return switch (state) {
            case RUNNING -> "accent";
            case FINISHED -> "success";
            case STOPPED -> "neutral";
            case FAILED -> "danger";
            case INTERRUPTED -> "warning";
        };
    }
}
