package io.facet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.identity.AgentIdentity;
import io.facet.agent.identity.MasterAddress;
import io.facet.agent.identity.Membership;
import io.facet.agent.testing.Homes;
import io.facet.protocol.home.FacetHome;
import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.Fingerprint;
import io.facet.protocol.security.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipsTest {
    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private final Membership membership = new Membership(
            "the lab",
            List.of(new MasterAddress("lab", 5555)),
            new Fingerprint("ab".repeat(32)),
            new AgentCredential("a-1", Secret.random()));

    @Test
    void a_folder_that_cannot_be_written_is_said_once_and_stops_nobody() throws IOException {
        FacetHome home = Homes.in(folder);
        try (AgentIdentity identity = AgentIdentity.take(home)) {
            Memberships memberships = new Memberships(identity, notices::add);
            Path inTheWay = home.agents().resolve(identity.instance()).resolve("ab".repeat(16) + ".membership");
            Files.createDirectories(inTheWay.resolve("x"));
            memberships.keep(membership);
            memberships.keep(membership);
            assertThat(notices).singleElement().asString().contains("FACET_HOME", "goes on");

            Files.delete(inTheWay.resolve("x"));
            Files.delete(inTheWay);
            memberships.keep(membership);
            assertThat(memberships.find(Optional.empty())).containsExactly(membership);
            assertThat(notices).hasSize(1);
        }
    }
}
