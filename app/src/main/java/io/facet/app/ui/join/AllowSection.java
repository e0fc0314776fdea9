package io.facet.app.ui.join;

import io.facet.app.ui.common.Icons;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.control.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What comes first while nobody else reaches this computer: to allow it. */
final class AllowSection extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final JoinModel model;
    private final Texts texts;
    private final ComboBox<NetworkChoice> network = new ComboBox<>();
    private final TextField port = new TextField();
    private final Label trouble = new Label();
    private final Button suggestion = new Button();
    private final Button allow;

    AllowSection(JoinModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        setId("join-allow");
        network.setId("join-network");
        network.setMaxWidth(Double.MAX_VALUE);
        network.setAccessibleText(texts.get("join.network"));
        network.setConverter(new Text());
        model.networks().addListener((o, was, is) -> networks(is));
        networks(model.networks().get());
        network.valueProperty().bindBidirectional(model.network());
        port.setId("join-port");
        port.setPrefWidth(96);
        port.setAccessibleText(texts.get("join.port"));
        port.textProperty().bindBidirectional(model.port());
        port.setOnAction(e -> model.allow());
        allow = new Button(texts.get("join.allow.do"), Icons.of(Feather.WIFI));
        allow.setId("join-allow-do");
        allow.getStyleClass().add("accent");
        allow.setOnAction(e -> model.allow());
        trouble.setId("join-trouble");
        trouble.setWrapText(true);
        trouble.setMinHeight(USE_PREF_SIZE);
        trouble.getStyleClass().addAll("text-small", "text-danger");
        suggestion.setId("join-suggestion");
        suggestion.getStyleClass().add("small-height");
        VBox.setVgrow(this, Priority.NEVER);
        HBox ports = new HBox(8, port, DrawerParts.gap(), allow);
        ports.getStyleClass().add("drawer-row");
        getChildren()
                .addAll(
                        DrawerParts.step("1", texts.get("join.allow")),
                        DrawerParts.small(texts.get("join.allow.why")),
                        DrawerParts.small(texts.get("join.network")),
                        network,
                        DrawerParts.small(texts.get("join.port")),
                        ports,
                        trouble,
                        suggestion,
                        DrawerParts.rule(),
                        DrawerParts.step("2", texts.get("join.firewall")),
                        firewall(texts, model.port()));
        model.listen().state().addListener((o, was, is) -> show(is));
        show(model.listen().state().get());
    }

    /** What to do about a firewall of this computer, for a port that may change. */
    static Label firewall(Texts texts, ObservableValue<String> port) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String key = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "mac" : "linux";
        Label label = DrawerParts.small("");
        label.getStyleClass().add("join-firewall");
        label.textProperty().bind(port.map(p -> texts.get("join.firewall." + key, p)));
        return label;
    }

    private void networks(List<NetworkChoice> found) {
        List<NetworkChoice> all = new ArrayList<>(found);
        all.add(new NetworkChoice(NetworkChoice.EVERYWHERE, texts.get("join.everywhere")));
        NetworkChoice chosen = model.network().get();
        network.setValue(null);
        network.getItems().setAll(all);
        network.setValue(chosen == null ? all.getFirst() : chosen);
    }

    private void show(ListenAddress.State state) {
        Show.text(trouble, state.trouble());
        port.pseudoClassStateChanged(WRONG, !state.trouble().isEmpty());
        allow.setDisable(state.moving());
        Show.when(suggestion, state.suggestion() > 0);
        suggestion.setText(texts.get("join.port.suggestion", state.suggestion()));
        suggestion.setOnAction(e -> {
            model.port().set(Integer.toString(state.suggestion()));
            model.allow();
        });
    }

    private static final class Text extends StringConverter<NetworkChoice> {
        @Override
        public String toString(@Nullable NetworkChoice choice) {
            return choice == null ? "" : choice.text();
        }

        @Override
        public NetworkChoice fromString(String text) {
            return new NetworkChoice(text, text);
        }
    }
}
