package io.facet.app.ui.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.ui.common.Theme;
import io.facet.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class JoinDrawerTest {
    @TempDir
    private Path folder;

    private static FakeFarm two() {
        return new FakeFarm(
                FakeAgents.local().is(),
                FakeAgents.agent("lab-pc-07").slots(1, 4).is());
    }

    private static void press(FakeWindow window, String id) {
        window.run(((Button) window.node(id))::fire);
    }

    @ParameterizedTest
    @CsvSource({"DARK,1440,900", "LIGHT,1440,900", "DARK,1024,700", "LIGHT,1024,700"})
    void at_first_others_are_allowed_then_a_code_is_shown(Theme.Choice theme, int width, int height) {
        String suffix = theme.name().toLowerCase(Locale.ROOT) + "-" + width;
        try (FakeWindow window = FakeWindow.open(folder, two(), width, height, theme)) {
            window.join.crowd();
            press(window, "addAgent");
            window.picture("join-allow-" + suffix);
            assertThat(window.node("join-allow").isVisible()).isTrue();
            assertThat(window.node("join-code-section").isVisible()).isFalse();
            window.run(() -> ((ComboBox<?>) window.node("join-network"))
                    .getSelectionModel()
                    .selectLast());
            press(window, "join-allow-do");
            window.join.now = window.join.now.plusSeconds(5);
            window.beat();
            window.beat();
            assertThat(window.node("join-allow").isVisible()).isFalse();
            assertThat(((Label) window.node("join-code")).getText()).startsWith("facet1");
            assertThat(((Label) window.node("join-firewall")).getText()).isNotBlank();
            window.picture("join-code-" + suffix);
            press(window, "join-copy-code");
            press(window, "join-copy-command");
            assertThat(window.desktop.copied)
                    .containsExactly(((Label) window.node("join-code")).getText(), "facet-agent --join -");
        }
    }

    @Test
    void a_port_in_use_is_explained_below_the_field_with_one_that_is_free() {
        try (FakeWindow window = FakeWindow.open(folder, two(), 1440, 900, Theme.Choice.DARK)) {
            press(window, "addAgent");
            window.join.refuses = ProtocolException.Code.PORT_IN_USE;
            window.run(() -> ((ComboBox<?>) window.node("join-network"))
                    .getSelectionModel()
                    .selectLast());
            press(window, "join-allow-do");
            assertThat(((Label) window.node("join-trouble")).getText()).startsWith("Port 5555 is in use");
            window.picture("join-port-in-use");
            window.join.refuses = null;
            press(window, "join-suggestion");
            assertThat(window.settings.get().port()).isBetween(5556, 5606);
        }
    }

    @Test
    void it_opens_by_itself_once_while_nobody_else_is_known() {
        FakeFarm alone = new FakeFarm(FakeAgents.local().is());
        try (FakeWindow window = FakeWindow.open(folder, alone, 1440, 900, Theme.Choice.DARK)) {
            assertThat(window.node("join-drawer").getScene()).isNotNull();
            assertThat(window.node("agents-alone").isVisible()).isTrue();
            window.picture("agents-alone-dark");
            press(window, "join-close");
            window.run(() -> {
                window.page.hidden();
                window.page.shown();
            });
            assertThat(window.has("join-drawer")).isFalse();
            press(window, "agents-alone-add");
            assertThat(window.has("join-drawer")).isTrue();
        }
    }

    @Test
    void a_wrong_port_keeps_the_old_one() {
        try (FakeWindow window = FakeWindow.open(folder, two(), 1024, 700, Theme.Choice.LIGHT)) {
            press(window, "addAgent");
            window.run(() -> ((TextField) window.node("join-port")).setText("70000"));
            press(window, "join-allow-do");
            assertThat(((Label) window.node("join-trouble")).getText()).contains("from 1 to 65535");
            assertThat(window.join.port()).isEqualTo(5555);
        }
    }
}
