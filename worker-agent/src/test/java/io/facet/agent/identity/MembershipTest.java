package io.facet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.protocol.security.AgentCredential;
import io.facet.protocol.security.MasterIdentity;
import io.facet.protocol.security.Secret;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final MasterIdentity MASTER = MasterIdentity.create();

    private static Membership membership(String name, MasterAddress... addresses) {
        return new Membership(
                name, List.of(addresses), MASTER.fingerprint(), new AgentCredential("a-0123", Secret.random()));
    }

    @Test
    void what_is_kept_comes_back() {
        Membership kept = membership(
                "the master on Büro #1 = C:\\x", new MasterAddress("::1", 5555), new MasterAddress("lab", 1));

        assertThat(Membership.parse(kept.toText())).isEqualTo(kept);
    }

    @Property(tries = 500)
    void any_name_comes_back(@ForAll String name) {
        Membership kept = membership(name, new MasterAddress("lab", 5555));

        assertThat(Membership.parse(kept.toText())).isEqualTo(kept);
    }

    @Test
    void a_name_cannot_bring_lines_of_its_own() {
        Membership kept = membership("x\nsecret=00\r\naddresses=evil:1", new MasterAddress("lab", 5555));

        assertThat(Membership.parse(kept.toText())).isEqualTo(kept);
    }

    @Test
    void the_address_that_worked_is_tried_first() {
        MasterAddress first = new MasterAddress("lab", 1);
        MasterAddress second = new MasterAddress("lab", 2);
        MasterAddress found = new MasterAddress("lab", 3);

        assertThat(membership("m", first, second).preferring(second).addresses())
                .containsExactly(second, first);
        assertThat(membership("m", first, second).preferring(found).addresses()).containsExactly(found, first, second);
    }

    @Test
    void addresses_of_a_new_code_are_tried_before_the_known_ones() {
        MasterAddress old = new MasterAddress("lab", 1);
        MasterAddress moved = new MasterAddress("lab", 2);

        assertThat(membership("m", old).alsoAt(List.of(moved, old)).addresses()).containsExactly(moved, old);
    }

    @Test
    void anything_else_is_refused() {
        String whole = membership("m", new MasterAddress("lab", 5555)).toText();
        for (String damaged : List.of("", "x", whole.replace("fingerprint", "f"), whole.replace("5555", "no"))) {
            assertThatThrownBy(() -> Membership.parse(damaged)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void the_secret_is_not_printed() {
        Membership kept = membership("m", new MasterAddress("lab", 5555));

        assertThat(kept.toString())
                .doesNotContain(kept.credential().secret().hex())
                .contains("a-0123");
    }
}
