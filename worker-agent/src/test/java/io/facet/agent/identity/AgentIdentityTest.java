package io.facet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.agent.AgentException;
import io.facet.agent.testing.Homes;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AgentIdentityTest {
    private static final MasterAddress LAB = new MasterAddress("lab", 5555);

    @TempDir
    private Path folder;

    private static Membership membership(MasterAddress... addresses) {
        return new Membership(
                "m",
                List.of(addresses),
                MasterIdentity.create().fingerprint(),
                new AgentCredential("a-0123", Secret.random()));
    }

    @Test
    void two_agents_of_an_account_have_an_identity_each_and_one_that_ended_is_taken_up() {
        FacetHome home = Homes.in(folder);
        try (AgentIdentity first = AgentIdentity.take(home);
                AgentIdentity second = AgentIdentity.take(home)) {
            assertThat(List.of(first.instance(), second.instance())).containsExactly("1", "2");
        }
        try (AgentIdentity again = AgentIdentity.take(home)) {
            assertThat(again.instance()).isEqualTo("1");
        }
    }

    @Test
    void memberships_are_found_by_address_the_newest_first() throws IOException {
        try (AgentIdentity identity = AgentIdentity.take(Homes.in(folder))) {
            Membership old = membership(LAB);
            Membership young = membership(LAB, new MasterAddress("office", 1));
            identity.keep(old);
            identity.keep(young);
            age(identity, old);

            assertThat(identity.find(Optional.of(LAB))).containsExactly(young, old);
            assertThat(identity.find(Optional.of(new MasterAddress("office", 1))))
                    .containsExactly(young);
            assertThat(identity.find(Optional.of(new MasterAddress("office", 2))))
                    .isEmpty();
            assertThat(identity.find(Optional.empty())).hasSize(2);

            identity.forget(young);
            assertThat(identity.find(Optional.empty())).containsExactly(old);
        }
    }

    private void age(AgentIdentity identity, Membership membership) throws IOException {
        Path file = Homes.in(folder)
                .agents()
                .resolve(identity.instance())
                .resolve(membership.fingerprint().hex().substring(0, 32) + ".membership");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void a_damaged_membership_does_not_hide_the_others() throws IOException {
        try (AgentIdentity identity = AgentIdentity.take(Homes.in(folder))) {
            Membership good = membership(LAB);
            identity.keep(good);
            Path agents = Homes.in(folder).agents().resolve(identity.instance());
            Files.writeString(agents.resolve("torn.membership"), "addresses=lab");
            Files.write(agents.resolve("binary.membership"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            Files.createDirectory(agents.resolve("folder.membership"));

            assertThat(identity.find(Optional.empty())).containsExactly(good);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_is_kept_is_for_its_owner_alone() throws IOException {
        try (AgentIdentity identity = AgentIdentity.take(Homes.in(folder))) {
            identity.keep(membership(LAB));
            try (var files = Files.list(Homes.in(folder).agents().resolve(identity.instance()))) {
                assertThat(files.filter(f -> f.toString().endsWith(".membership"))
                                .map(AgentIdentityTest::rights))
                        .containsExactly("rw-------");
            }
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_state_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> AgentIdentity.take(Homes.in(file))).isInstanceOfSatisfying(AgentException.class, e -> {
            assertThat(e.code()).isEqualTo(AgentException.Code.STATE_FOLDER);
            assertThat(e.getMessage()).contains(file.toString(), "FACET_HOME");
        });
    }
}
