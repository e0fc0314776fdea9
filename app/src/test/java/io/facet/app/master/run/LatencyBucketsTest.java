package io.facet.app.master.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    private static LatencyBuckets of(List<Long> micros) {
        LatencyHistogram histogram = new LatencyHistogram();
        micros.forEach(histogram::add);
        return histogram.buckets();
    }

    @Property(tries = 500)
    void quantilesAreRightWithinSixPercent(
            @ForAll @NotEmpty List<@LongRange(min = 1, max = 100_000_000) Long> micros,
            @ForAll @DoubleRange(min = 0.01, max = 1) double q) {
        List<Long> sorted = micros.stream().sorted().toList();
        double exact = sorted.get((int) Math.ceil(q * sorted.size()) - 1) / 1000.0;
        assertThat(of(micros).quantileMillis(q)).isCloseTo(exact, within(0.0607 * exact));
    }

    @Property(tries = 500)
    void everyTimeIsInTheBucketThatCoversIt(@ForAll @LongRange(min = 2, max = 10_000_000_000L) long micros) {
        LatencyBuckets one = of(List.of(micros));
        assertThat(one.counts()).containsExactly(1L);
        assertThat(micros / 1000.0)
                .isGreaterThanOrEqualTo(one.fromMillis(0) * 0.999999)
                .isLessThanOrEqualTo(one.fromMillis(1) * 1.000001);
    }

    @Property(tries = 200)
    void nothingIsLostInTheEmptyBucketsThatAreLeftOut(
            @ForAll List<@LongRange(min = 0, max = Long.MAX_VALUE) Long> micros) {
        LatencyBuckets buckets = of(micros);
        assertThat(buckets.total()).isEqualTo(micros.size());
        if (!micros.isEmpty()) {
            assertThat(buckets.counts().getFirst()).isPositive();
            assertThat(buckets.counts().getLast()).isPositive();
            assertThat(buckets.first() + buckets.counts().size()).isLessThanOrEqualTo(LatencyBuckets.MOST);
        }
    }

    @Test
    void noImageHasNoLatency() {
        assertThat(of(List.of())).isEqualTo(LatencyBuckets.NONE);
        assertThat(RunSnapshot.Latency.NONE.p95()).isZero();
    }

    @Test
    void latencyNamesTheThreeThatPeopleAskFor() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 1; i <= 1000; i++) {
            histogram.add(i * 1000L);
        }
        RunSnapshot.Latency latency = RunSnapshot.Latency.of(histogram.buckets());
        assertThat(latency.p50()).isCloseTo(500, within(31.0));
        assertThat(latency.p95()).isCloseTo(950, within(58.0));
        assertThat(latency.p99()).isCloseTo(990, within(61.0));
        assertThat(latency.buckets().total()).isEqualTo(1000);
    }

    @Test
    void moreBucketsThanThereAreAreRefused() {
        assertThatThrownBy(() -> new LatencyBuckets(200, Collections.nCopies(57, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
