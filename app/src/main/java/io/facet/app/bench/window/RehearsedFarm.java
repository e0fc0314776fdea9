package io.facet.app.bench.window;

import io.facet.app.master.watch.AgentStatus;
import io.facet.app.master.watch.FarmSnapshot;
import io.facet.app.master.watch.Resources;
import io.facet.app.master.watch.SlotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A few agents that are not there, as a master would show them. Written by one thread, read by any. */
final class RehearsedFarm {
    /** One agent and its slots. */
    record Member(String id, String name, boolean local, int slots, boolean gpu) {
        String slot(int number) {
            return (gpu ? "gpu0-" : "cpu-") + number;
        }
    }

    static final List<Member> MEMBERS = List.of(
            new Member("a-local", "this computer", true, 4, false),
            new Member("a-lab", "lab-workstation", false, 8, true),
            new Member("a-office", "office-pc-2", false, 8, false),
            new Member("a-laptop", "laptop of the reading room", false, 6, false));

    private static final long GIB = 1L << 30;

    private final SplittableRandom random;
    private volatile FarmSnapshot snapshot = FarmSnapshot.EMPTY;

    RehearsedFarm(SplittableRandom random) {
        this.random = random;
    }

    FarmSnapshot snapshot() {
        return snapshot;
    }

    /** Takes over how far they are. */
    void tell(int[] inFlight, long[] done, double imagesPerSecond) {
        List<AgentStatus> agents = new ArrayList<>();
        for (int i = 0; i < MEMBERS.size(); i++) {
            agents.add(status(MEMBERS.get(i), inFlight[i], done[i], imagesPerSecond / MEMBERS.size()));
        }
        snapshot = new FarmSnapshot(agents);
    }

    private AgentStatus status(Member member, int inFlight, long done, double perSecond) {
        double rate = perSecond * random.nextDouble(0.9, 1.1);
        List<SlotStatus> slots = new ArrayList<>();
        for (int i = 0; i < member.slots(); i++) {
            slots.add(new SlotStatus(
                    member.slot(i),
                    member.gpu() ? "cuda" : "cpu",
                    member.gpu() ? "NVIDIA RTX 4090" : "Processor",
                    random.nextInt(10) == 0 ? SlotStatus.State.IDLE : SlotStatus.State.BUSY,
                    rate / member.slots(),
                    done / member.slots(),
                    0,
                    List.of(member.gpu() ? "CUDAExecutionProvider" : "CPUExecutionProvider")));
        }
        Instant now = Instant.now();
        Resources resources = new Resources(
                random.nextDouble(),
                member.gpu() ? random.nextDouble() : Double.NaN,
                random.nextLong(4 * GIB, 12 * GIB),
                16 * GIB,
                member.gpu() ? random.nextLong(8 * GIB, 20 * GIB) : 0,
                member.gpu() ? 24 * GIB : 0);
        return new AgentStatus(
                member.id(),
                member.name(),
                member.id() + ".example",
                "Linux 6.8 amd64",
                "1.0.0",
                member.local(),
                "192.0.2.7:40000",
                AgentStatus.State.BUSY,
                "",
                now,
                now,
                Duration.ofMillis(random.nextInt(1, 12)),
                slots,
                resources,
                inFlight,
                done,
                0,
                rate,
                Double.NaN,
                Set.of(),
                0);
    }
}
