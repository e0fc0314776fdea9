package io.facet.app.ui.agents;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The top of a card: name, pills, facts. */
final class CardHead extends HBox {
    private final StackPane tile = new StackPane();
    private final Label name = new Label();
    private final Label here;
    private final Label state = new Label();
    private final Label pending = new Label();
    private final Label lead = fact();
    private final Label address = fact();
    private final Label tail = fact();
    private final Tooltip all = new Tooltip();
    private @Nullable Tone tone;

    CardHead(Texts texts, Region... right) {
        getStyleClass().add("agent-head");
        tile.getStyleClass().add("agent-tile");
        name.getStyleClass().add("card-title");
        name.setTooltip(all);
        here = pill(texts.get("agents.here"));
        here.getStyleClass().add("outlined");
        state.getStyleClass().addAll("pill", "small");
        state.setMinWidth(USE_PREF_SIZE);
        pending.getStyleClass().addAll("pill", "small", "outlined");
        pending.setMinWidth(USE_PREF_SIZE);
        pending.setGraphic(Icons.of(Feather.CLOCK));
        address.getStyleClass().add("mono");
        address.setMinWidth(USE_PREF_SIZE);
        HBox title = new HBox(8, name, here, state, pending);
        title.getStyleClass().add("agent-title");
        HBox facts = new HBox(lead, address, tail);
        VBox words = new VBox(1, title, facts);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(tile, words);
        getChildren().addAll(right);
    }

    private static Label pill(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("pill", "small");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label fact() {
        Label label = new Label();
        label.getStyleClass().addAll("text-small", "text-muted");
        return label;
    }

    void update(AgentView view) {
        name.setText(view.title());
        Show.when(here, view.thisComputer());
        state.setText(view.state());
        Show.text(pending, view.pending());
        boolean more = !view.address().isEmpty() || !view.tail().isEmpty();
        Show.text(lead, view.lead().isEmpty() || !more ? view.lead() : view.lead() + " · ");
        Show.text(address, view.address());
        Show.text(tail, view.address().isEmpty() || view.tail().isEmpty() ? view.tail() : " · " + view.tail());
        all.setText(view.title() + "\n" + lead.getText() + address.getText() + tail.getText());
        if (view.tone() != tone) {
            if (tone != null) {
                state.getStyleClass().remove(tone.name().toLowerCase(Locale.ROOT));
            }
            tone = view.tone();
            state.getStyleClass().add(view.tone().name().toLowerCase(Locale.ROOT));
            tile.getStyleClass().remove("bad");
            if (view.bad()) {
                tile.getStyleClass().add("bad");
            }
            tile.getChildren()
                    .setAll(
                            view.bad()
                                    ? Icons.of(Feather.WIFI_OFF, "icon-danger")
                                    : Icons.of(view.status().local() ? Feather.MONITOR : Feather.HARD_DRIVE));
        }
    }
}
