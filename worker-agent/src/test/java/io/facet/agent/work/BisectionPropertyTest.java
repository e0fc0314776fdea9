package io.facet.agent.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.facet.agent.testing.Await;
import io.facet.agent.testing.FakeEngine;
import io.facet.models.ModelException;
import io.facet.models.engine.ImageContent;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BisectionPropertyTest {

    @Property(tries = 100)
    void whatever_is_poisoned_or_missing_the_others_get_their_rows(
            @ForAll @IntRange(min = 1, max = 16) int batch,
            @ForAll @IntRange(max = 0xffff) int poisoned,
            @ForAll @IntRange(max = 0xffff) int missing)
            throws InterruptedException {
        FakeEngine engine = new FakeEngine();
        engine.onRun = paths -> {
            if (paths.stream().anyMatch(path -> bit(poisoned, path))) {
                throw new ModelException(ModelException.Code.MODEL_RUN, "poison");
            }
        };
        RecordingSink sink = new RecordingSink();
        try (Lanes lanes = new Lanes()) {
            Lane lane = lanes.add(new PreparedRun.DeviceLane(engine, "fake", List.of("s"), batch));
            Thread slot = Thread.ofPlatform()
                    .start(new SlotRunner("s", lanes, lane, new SlotMeter("s", System::nanoTime), sink));
            int images = fill(lanes, batch, missing);
            Await.until("an outcome for each", () -> sink.ended() == images);
            slot.interrupt();
            slot.join();
        }

        assertThat(engine.offences).isEmpty();
        assertThat(sink.failures().keySet()).allMatch(path -> bit(poisoned, path));
        assertThat(sink.rows()).allSatisfy((path, rows) -> {
            assertThat(bit(poisoned, path)).isFalse();
            assertThat(rows).containsExactly(FakeEngine.row(path));
        });
    }

    private static int fill(Lanes lanes, int batch, int missing) throws InterruptedException {
        int images = 0;
        for (int i = 0; i < batch; i++) {
            Lanes.Place place = lanes.place();
            if ((missing >> i & 1) == 0) {
                Task task = Tasks.loaded(i);
                place.filling().batch().load(place.index(), new ImageContent(task.path(), ByteBuffer.allocate(0)));
                lanes.loaded(place, task);
                images++;
            } else {
                lanes.failed(place);
            }
        }
        return images;
    }

    private static boolean bit(int bits, String path) {
        return (bits >> Integer.parseInt(path.substring("image-".length())) & 1) == 1;
    }
}
