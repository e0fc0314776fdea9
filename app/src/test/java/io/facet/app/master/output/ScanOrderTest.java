package io.facet.app.master.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScanOrderTest {

    @Property(tries = 300)
    void everythingComesOutOnceAndInOrder(@ForAll long seed) {
        Random random = new Random(seed);
        int count = random.nextInt(60);
        List<Integer> kept = new ArrayList<>();
        List<Integer> skipped = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> (random.nextInt(3) == 0 ? skipped : kept).add(i));
        List<Integer> arriving = new ArrayList<>(kept);
        Collections.shuffle(arriving, random);
        ScanOrder<Integer> order = new ScanOrder<>();
        List<Integer> out = new ArrayList<>();
        int nextSkip = 0;
        while (!arriving.isEmpty() || nextSkip < skipped.size()) {
            if (nextSkip < skipped.size() && (arriving.isEmpty() || random.nextBoolean())) {
                order.skip(skipped.get(nextSkip++));
            } else {
                int i = arriving.removeLast();
                order.add(i, i);
            }
            drain(order, out);
        }
        assertThat(out).isEqualTo(kept);
    }

    @Test
    void millionsThatAreSkippedTakeNoRoom() {
        ScanOrder<String> order = new ScanOrder<>();
        long before = used();
        for (long i = 1; i < 5_000_000; i++) {
            order.skip(i);
        }
        assertThat(used() - before).isLessThan(5_000_000);
        order.add(5_000_000, "last");
        assertThat(order.poll()).isNull();
        order.add(0, "first");
        assertThat(order.poll()).isEqualTo("first");
        assertThat(order.poll()).isEqualTo("last");
        assertThat(order.poll()).isNull();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void drain(ScanOrder<Integer> order, List<Integer> out) {
        for (Integer next = order.poll(); next != null; next = order.poll()) {
            out.add(next);
        }
    }
}
