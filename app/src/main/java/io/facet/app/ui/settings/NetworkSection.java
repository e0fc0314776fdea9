package io.facet.app.ui.settings;

import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.ui.common.Figures;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.control.Switch;
import io.facet.app.ui.join.FingerprintText;
import io.facet.app.ui.join.ListenAddress;
import io.facet.app.ui.join.NetworkChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Where this computer listens for others. */
final class NetworkSection extends SettingsSection {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final Texts texts;
    private final Settings settings;
    private final ListenAddress listen;
    private final Workshop workshop;
    private final Supplier<FarmSnapshot> farm;
    private final ComboBox<NetworkChoice> network = new ComboBox<>();
    private final TextField port = new TextField();
    private final Button test;
    private final Button use;
    private final Switch discover;
    private final SettingRow portRow;
    private List<NetworkChoice> found = List.of();
    private boolean showing;

    NetworkSection(Workshop workshop, ListenAddress listen, String fingerprint) {
        super("network", workshop.texts().get("settings.network"), Feather.WIFI);
        this.texts = workshop.texts();
        this.settings = workshop.settings();
        this.listen = listen;
        this.workshop = workshop;
        this.farm = () -> workshop.desk().farm();
        network.setId("settings-network");
        network.setPrefWidth(216);
        network.setAccessibleText(texts.get("settings.listen"));
        network.setConverter(new Text());
        network.valueProperty().addListener((o, was, is) -> {
            if (!showing && is != null) {
                listen.move(is.address(), Integer.toString(listen.state().get().port()));
            }
        });
        port.setId("settings-port");
        port.setPrefWidth(84);
        port.setAccessibleText(texts.get("join.port"));
        port.setOnAction(e -> move());
        test = button("settings-port-test", texts.get("settings.port.test"), this::test);
        use = button("settings-port-use", texts.get("settings.port.use"), this::move);
        discover = new Switch(
                "", texts.get("settings.discover"), on -> settings.change(s -> SettingsEdits.discover(s, on)));
        discover.setId("settings-discover");
        Button copy = button("settings-fingerprint-copy", texts.get("settings.copy"), () -> {
            workshop.desktop().copy(FingerprintText.full(fingerprint));
            workshop.notices().tell(Notices.Kind.INFO, texts.get("settings.certificate.copied"));
        });
        copy.setAccessibleText(texts.get("settings.certificate.copy"));
        portRow = new SettingRow(
                        texts.get("join.port"), texts.get("join.port.here"), SettingRow.fields(port, test, use))
                .id("port");
        add(
                new SettingRow(texts.get("settings.listen"), texts.get("settings.listen.about"), network),
                portRow,
                new SettingRow(
                        texts.get("settings.certificate"),
                        texts.get("settings.certificate.about", FingerprintText.brief(fingerprint)),
                        copy),
                new SettingRow(texts.get("settings.discover"), texts.get("settings.discover.about"), discover));
        listen.state().addListener((o, was, is) -> show(is));
        settings.property().addListener((o, was, is) -> discover.show(is.discover()));
        discover.show(settings.get().discover());
        show(listen.state().get());
        refresh();
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Asks the system again which networks there are. */
    void look() {
        workshop.background()
                .task(NetworkChoice::ofThisComputer)
                .onSuccess(networks -> {
                    found = networks;
                    show(listen.state().get());
                })
                .start();
    }

    private void move() {
        listen.move(listen.state().get().host(), port.getText() == null ? "" : port.getText());
    }

    private void test() {
        String typed = port.getText() == null ? "" : port.getText();
        listen.test(listen.state().get().host(), typed, portRow::describe);
    }

    private void show(ListenAddress.State state) {
        List<NetworkChoice> all = new ArrayList<>(found);
        all.add(new NetworkChoice(NetworkChoice.EVERYWHERE, texts.get("join.everywhere")));
        all.add(new NetworkChoice(NetworkChoice.THIS_COMPUTER, texts.get("settings.listen.here")));
        NetworkChoice now = all.stream()
                .filter(c -> c.address().equals(state.host()))
                .findFirst()
                .orElseGet(() -> new NetworkChoice(state.host(), texts.get("settings.listen.other")));
        if (!all.contains(now)) {
            all.add(now);
        }
        showing = true;
        if (!network.getItems().equals(all)) {
            // What is selected is kept by its index, which another list would give to another network.
            network.setValue(null);
            network.getItems().setAll(all);
        }
        network.setValue(now);
        showing = false;
        network.setDisable(state.moving());
        use.setDisable(state.moving());
        portRow.problem(
                state.suggestion() > 0
                        ? state.trouble() + " " + texts.get("settings.port.free", state.suggestion())
                        : state.trouble());
        port.pseudoClassStateChanged(WRONG, !state.trouble().isEmpty());
        if (state.trouble().isEmpty()) {
            portRow.describe(texts.get("join.port.here"));
            if (!state.moving()) {
                port.setText(Integer.toString(state.port()));
            }
        }
    }

    @Override
    void refresh() {
        int agents = (int) farm.get().agents().stream()
                .filter(a -> a.connected() && !a.local())
                .count();
        state().setText(
                        listen.state().get().reachable()
                                ? texts.get(
                                        "settings.listening",
                                        Figures.count(agents, texts.get("agents.agent"), texts.get("agents.agents")))
                                : texts.get("settings.listen.here"));
        state().getStyleClass().removeAll("text-success", "text-muted");
        state().getStyleClass().add(listen.state().get().reachable() ? "text-success" : "text-muted");
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
