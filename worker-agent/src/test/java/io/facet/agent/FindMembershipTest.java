package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Await;
import io.facet.agent.testing.Homes;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.ProtocolException.Code;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.local.RunningMaster;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.JoinCode;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Credential;
import io.facet.protocol.wire.EnrolRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FindMembershipTest {
    @TempDir
    private Path folder;

    private final ScriptedMaster master = new ScriptedMaster();
    private final Secret token = Secret.random();
    private final List<EnrolRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private JoinCodePrompt prompt = JoinCodePrompt.NOBODY;
    private FacetHome home;
    private AgentIdentity identity;

    @BeforeEach
    void open() {
        home = Homes.in(folder);
        identity = AgentIdentity.take(home);
        master.enrol = request -> {
            requests.add(request);
            if (!request.getToken().equals(ByteString.copyFrom(token.bytes()))) {
                throw Refusal.of(Code.JOIN_REFUSED, "It was used, is too old, or belongs to another master.");
            }
            return master.credential("the lab");
        };
    }

    @AfterEach
    void close() {
        identity.close();
        master.close();
    }

    private Membership find(Optional<MasterAddress> address, Optional<JoinCode> code) {
        try {
            return new FindMembership(home, new Memberships(identity, notices::add), "agent", prompt, notices::add)
                    .find(address, code);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JoinCode code(String... hosts) {
        return new JoinCode(List.of(hosts), master.address().port(), fingerprint(), token);
    }

    private Fingerprint fingerprint() {
        return master.identity().fingerprint();
    }

    private static void refuses(Code code, String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(words);
        });
    }

    @Test
    void a_code_is_used_once_and_kept_as_a_membership() {
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.1")));
        Membership again = find(Optional.empty(), Optional.of(code("127.0.0.1")));

        assertThat(joined.masterName()).isEqualTo("the lab");
        assertThat(joined.addresses()).containsExactly(master.address());
        assertThat(again).isEqualTo(joined);
        assertThat(requests)
                .singleElement()
                .satisfies(r -> assertThat(r.getAgentName()).isEqualTo("agent"));
        assertThat(notices).containsExactly("Joined the lab.");
        assertThat(identity.find(Optional.empty())).containsExactly(joined);
    }

    @Test
    void afterwards_the_address_is_enough_and_so_is_nothing_at_all() {
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.1")));

        assertThat(find(Optional.empty(), Optional.empty())).isEqualTo(joined);
        assertThat(find(Optional.of(master.address()), Optional.empty())).isEqualTo(joined);
    }

    @Test
    void of_several_addresses_the_first_that_answers_is_used_and_preferred() {
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.2", "127.0.0.1")));

        assertThat(joined.addresses())
                .containsExactly(
                        master.address(),
                        new MasterAddress("127.0.0.2", master.address().port()));
    }

    @Test
    void an_address_given_beside_the_code_is_the_only_one_tried() {
        JoinCode elsewhere = new JoinCode(List.of("192.0.2.1"), 1, fingerprint(), token);

        assertThat(find(Optional.of(master.address()), Optional.of(elsewhere)).addresses())
                .containsExactly(master.address());
    }

    @Test
    void a_new_code_of_a_known_master_says_where_it_is_now() {
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.1")));
        JoinCode moved = new JoinCode(List.of("localhost"), master.address().port(), fingerprint(), Secret.random());

        Membership found = find(Optional.empty(), Optional.of(moved));

        assertThat(found.credential()).isEqualTo(joined.credential());
        assertThat(found.addresses())
                .containsExactly(new MasterAddress("localhost", master.address().port()), master.address());
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_code_that_is_used_up_too_old_or_of_another_master_is_refused_by_the_master() {
        JoinCode used = new JoinCode(List.of("127.0.0.1"), master.address().port(), fingerprint(), Secret.random());

        refuses(Code.JOIN_REFUSED, "used", () -> find(Optional.empty(), Optional.of(used)));
        assertThat(identity.find(Optional.empty())).isEmpty();
    }

    @Test
    void a_code_of_another_master_at_that_address_is_refused_by_the_agent() {
        JoinCode other = new JoinCode(
                List.of("127.0.0.1"),
                master.address().port(),
                MasterIdentity.create().fingerprint(),
                token);

        refuses(Code.CERTIFICATE_MISMATCH, "certificate", () -> find(Optional.empty(), Optional.of(other)));
        assertThat(requests).as("the token never left").isEmpty();
    }

    @Test
    void without_a_membership_a_code_is_asked_for() {
        refuses(Code.JOIN_NEEDED, "facet join-code", () -> find(Optional.empty(), Optional.empty()));
        refuses(
                Code.JOIN_NEEDED,
                "192.0.2.1:5555",
                () -> find(Optional.of(new MasterAddress("192.0.2.1", 5555)), Optional.empty()));
    }

    /** Somebody who gives these answers. */
    private void answering(String... answers) {
        Iterator<String> next = List.of(answers).iterator();
        prompt = question -> {
            questions.add(question);
            return Optional.of(next.next());
        };
    }

    @Test
    void whoever_sits_at_the_terminal_is_asked_for_the_code_that_is_needed() {
        answering(code("127.0.0.1").encode());
        Membership joined = find(Optional.empty(), Optional.empty());

        assertThat(joined.masterName()).isEqualTo("the lab");
        assertThat(questions).singleElement().asString().contains("facet join-code", "not shown");
        assertThat(find(Optional.empty(), Optional.empty())).isEqualTo(joined);
        assertThat(questions).as("a member is not asked").hasSize(1);
    }

    @Test
    void a_master_whose_address_was_given_is_named_in_the_question() {
        answering("");

        refuses(
                Code.JOIN_NEEDED,
                "192.0.2.1:5555",
                () -> find(Optional.of(new MasterAddress("192.0.2.1", 5555)), Optional.empty()));
        assertThat(questions).singleElement().asString().contains("192.0.2.1:5555");
    }

    @Test
    void a_paste_that_went_wrong_is_asked_for_again_but_not_for_ever() {
        answering("facet1", code("127.0.0.1").encode());
        assertThat(find(Optional.empty(), Optional.empty()).masterName()).isEqualTo("the lab");
        assertThat(questions).hasSize(2);
        assertThat(questions.getLast()).contains("no join code");
        identity.forget(find(Optional.empty(), Optional.empty()));

        answering("a", "b", "c");
        refuses(Code.JOIN_CODE_INVALID, "join code", () -> find(Optional.empty(), Optional.empty()));
    }

    @Test
    void a_membership_that_cannot_be_kept_is_used_and_said_once() throws IOException {
        Path inTheWay = home.agents()
                .resolve(identity.instance())
                .resolve(fingerprint().hex().substring(0, 32) + ".membership");
        Files.createDirectories(inTheWay.resolve("x"));

        assertThat(find(Optional.empty(), Optional.of(code("127.0.0.1"))).masterName())
                .isEqualTo("the lab");
        assertThat(notices).hasSize(2).last().isEqualTo("Joined the lab.");
        assertThat(notices.getFirst()).contains(home.agents().toString(), "goes on", "join the master anew");
    }

    @Test
    void what_a_hostile_master_calls_itself_is_fit_for_a_terminal() {
        master.enrol = request -> master.credential("\u001b[2Jevil\nJoined the lab." + "x".repeat(100_000));
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.1")));

        assertThat(joined.masterName()).startsWith("?[2Jevil?Joined").hasSize(200);
    }

    @Test
    void a_credential_that_is_none_is_not_kept() {
        for (Credential bad : List.of(
                Credential.getDefaultInstance(),
                master.credential("m").toBuilder().setAgentId("a\nb").build(),
                master.credential("m").toBuilder().setAgentId("a".repeat(201)).build(),
                master.credential("m").toBuilder()
                        .setSecret(ByteString.copyFrom(new byte[15]))
                        .build())) {
            master.enrol = request -> bad;
            refuses(
                    Code.MESSAGE_INVALID,
                    "no valid credential",
                    () -> find(Optional.empty(), Optional.of(code("127.0.0.1"))));
        }
        assertThat(identity.find(Optional.empty())).isEmpty();
    }

    @Test
    void a_master_of_this_account_needs_no_code_and_is_waited_for() throws Exception {
        CompletableFuture<Membership> found =
                CompletableFuture.supplyAsync(() -> find(Optional.of(master.address()), Optional.empty()));
        Await.until("it says that it waits", () -> !notices.isEmpty());
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("Waiting", master.address().toString());

        try (var _ = announce(fingerprint())) {
            assertThat(found.get(20, TimeUnit.SECONDS).fingerprint()).isEqualTo(fingerprint());
            assertThat(find(Optional.of(master.address()), Optional.empty())).isEqualTo(found.get());
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void a_master_of_this_account_that_was_set_up_anew_is_joined_anew() throws IOException {
        identity.keep(new Membership(
                "old",
                List.of(master.address()),
                MasterIdentity.create().fingerprint(),
                master.membership().credential()));

        try (var _ = announce(fingerprint())) {
            assertThat(find(Optional.of(master.address()), Optional.empty()).masterName())
                    .isEqualTo("the lab");
        }
    }

    @Test
    void another_accounts_master_on_this_computer_is_reached_by_its_membership() {
        Membership joined = find(Optional.empty(), Optional.of(code("127.0.0.1")));

        assertThat(find(Optional.of(master.address()), Optional.empty())).isEqualTo(joined);
    }

    private RunningMaster.Announcement announce(Fingerprint fingerprint) throws IOException {
        return new RunningMaster(
                        ProcessHandle.current().pid(),
                        master.address().port(),
                        List.of("127.0.0.1"),
                        fingerprint,
                        token)
                .announce(home);
    }
}
