package io.facet.app.ui.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.master.join.EnrolledAgent;
import io.facet.app.ui.common.Background;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.join.JoinModel.CodeState;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;
import io.facet.protocol.ProtocolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinModelTest {
    private final FakeJoin link = new FakeJoin();
    private final Background atOnce = new Background(Runnable::run, Runnable::run, p -> {
        throw new AssertionError(p.message());
    });
    private final Settings settings = new Settings(SettingsData.DEFAULT, d -> {});
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ListenAddress listen = new ListenAddress(link, settings, atOnce, texts);
    private final Clock clock = ((InstantSource) () -> link.now).withZone(ZoneOffset.UTC);
    private final JoinModel model = new JoinModel(link, listen, settings, atOnce, texts, clock);

    private void allow() {
        model.opened();
        model.network().set(new NetworkChoice("192.168.1.20", "Ethernet"));
        model.allow();
    }

    private void later(int seconds) {
        link.now = link.now.plusSeconds(seconds);
        model.tick();
    }

    @Test
    void while_nobody_can_reach_this_computer_no_code_is_made() {
        model.opened();
        model.tick();
        assertThat(link.codes).isZero();
        assertThat(model.code().get().state()).isEqualTo(CodeState.NONE);
    }

    @Test
    void a_code_is_made_once_others_are_allowed_and_the_address_is_remembered() {
        allow();
        model.tick();
        assertThat(settings.get().bind()).isEqualTo("192.168.1.20");
        assertThat(listen.state().get().reachable()).isTrue();
        assertThat(model.code().get().state()).isEqualTo(CodeState.GOOD);
        assertThat(model.code().get().text()).startsWith("facet1");
        assertThat(model.code().get().note()).isEqualTo("One agent · expires in 10:00");
        later(61);
        assertThat(model.code().get().note()).endsWith("8:59");
        assertThat(link.codes).isEqualTo(1);
    }

    @Test
    void an_expired_code_is_not_shown_any_more() {
        allow();
        model.tick();
        later(600);
        assertThat(model.code().get().state()).isEqualTo(CodeState.EXPIRED);
        assertThat(model.code().get().text()).isEmpty();
        model.newCode();
        assertThat(model.code().get().state()).isEqualTo(CodeState.GOOD);
    }

    @Test
    void a_code_that_somebody_used_says_who() {
        allow();
        model.tick();
        link.enrolled.add(new EnrolledAgent("b", "lab-pc-09", "lab", link.now.plusSeconds(1), "token1"));
        later(3);
        assertThat(model.code().get().state()).isEqualTo(CodeState.USED);
        assertThat(model.code().get().note()).contains("lab-pc-09");
    }

    @Test
    void somebody_who_joined_with_another_code_leaves_this_one_good() {
        allow();
        link.enrolled.add(new EnrolledAgent("b", "lab-pc-09", "lab", link.now.plusSeconds(1), "another"));
        link.enrolled.add(new EnrolledAgent("c", "own", "lab", link.now.plusSeconds(2), ""));
        later(3);
        later(1);
        assertThat(model.enrolled().get()).hasSize(2);
        assertThat(model.code().get().state()).isEqualTo(CodeState.GOOD);
    }

    @Test
    void turning_the_search_off_ends_it_at_once_and_turning_it_on_begins_it_again() {
        link.crowd();
        allow();
        later(3);
        assertThat(link.looking).isTrue();
        settings.change(s -> SettingsEdits.discover(s, false));
        assertThat(link.looking).isFalse();
        assertThat(model.discovered().get()).isEmpty();
        later(3);
        assertThat(link.looking).isFalse();
        settings.change(s -> SettingsEdits.discover(s, true));
        later(0);
        assertThat(link.looking).isTrue();
        assertThat(model.discovered().get()).hasSize(2);
    }

    @Test
    void of_two_codes_that_are_being_made_only_the_last_is_shown() {
        allow();
        Deque<Runnable> waiting = new ArrayDeque<>();
        Background later = new Background(waiting::add, Runnable::run, p -> {
            throw new AssertionError(p.message());
        });
        JoinModel slow = new JoinModel(link, listen, settings, later, texts, clock);
        slow.newCode();
        slow.newCode();
        waiting.remove().run();
        assertThat(slow.code().get().state()).isEqualTo(CodeState.MAKING);
        waiting.remove().run();
        assertThat(slow.code().get().state()).isEqualTo(CodeState.GOOD);
        assertThat(slow.code().get().text()).endsWith(Integer.toString(link.codes));
    }

    @Test
    void an_invitation_makes_a_fresh_code() {
        link.crowd();
        allow();
        later(3);
        assertThat(model.discovered().get()).hasSize(2);
        String before = model.code().get().text();
        model.invite(model.discovered().get().getFirst());
        assertThat(model.code().get().text()).isNotEqualTo(before);
        assertThat(model.invited().get()).isEqualTo(link.discovered.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "65536", "many", "80.5", "999999999999"})
    void a_wrong_port_is_explained_and_the_old_one_holds(String wrong) {
        model.opened();
        model.network().set(new NetworkChoice("192.168.1.20", "Ethernet"));
        model.port().set(wrong);
        model.allow();
        assertThat(listen.state().get().trouble())
                .isEqualTo("A port is a whole number from 1 to 65535. Facet still listens on 5555.");
        assertThat(settings.get().port()).isEqualTo(5555);
        assertThat(listen.state().get().reachable()).isFalse();
    }

    @Test
    void a_port_in_use_suggests_the_next_free_one() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            link.refuses = ProtocolException.Code.PORT_IN_USE;
            listen.move("127.0.0.1", Integer.toString(taken.getLocalPort()));
            ListenAddress.State state = listen.state().get();
            assertThat(state.trouble()).startsWith("Port " + taken.getLocalPort() + " is in use");
            assertThat(state.suggestion()).isGreaterThan(taken.getLocalPort());
            assertThat(settings.get().port()).isEqualTo(5555);
        }
    }

    @Test
    void an_address_that_is_gone_is_explained() {
        link.refuses = ProtocolException.Code.BIND_FAILED;
        listen.move("192.0.2.1", "5555");
        assertThat(listen.state().get().trouble()).startsWith("Facet cannot listen on 192.0.2.1 port 5555.");
        assertThat(settings.get().bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void undo_goes_back_to_where_it_listened() {
        allow();
        settings.undo();
        assertThat(link.bind()).isEqualTo("127.0.0.1");
        assertThat(listen.state().get().reachable()).isFalse();
    }

    @Test
    void a_revoked_agent_is_gone_from_the_list() {
        link.crowd();
        allow();
        later(3);
        model.revoke(model.enrolled().get().getFirst());
        assertThat(link.revoked).containsExactly("a");
        assertThat(model.enrolled().get()).isEmpty();
    }

    @Test
    void nobody_is_looked_for_if_the_user_does_not_want_it() {
        link.crowd();
        settings.change(s -> SettingsEdits.discover(s, false));
        allow();
        later(3);
        assertThat(model.discovered().get()).isEmpty();
    }

    @Test
    void fingerprints_are_written_in_pairs() {
        assertThat(FingerprintText.full("4a9c")).isEqualTo("4A:9C");
        assertThat(FingerprintText.brief(link.fingerprint())).isEqualTo("4A:9C:51:E7 … 0B:D2");
    }
}
