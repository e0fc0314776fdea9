package io.facet.app.master.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facet.app.master.run.LatencyBuckets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Charts in the history come back, and damaged ones are known as such. */
class ChartCodecTest {

    @Provide
    Arbitrary<ThroughputSeries> series() {
        Arbitrary<String> texts =
                Arbitraries.strings().ofMaxLength(12).map(s -> s.replaceAll("[\\ud800-\\udfff]", "?"));
        Arbitrary<List<Double>> rates = Arbitraries.integers()
                .between(0, 100_000_000)
                .map(i -> i / 100.0)
                .list()
                .ofMaxSize(40);
        Arbitrary<ThroughputSeries.Line> lines = Combinators.combine(
                        texts, Arbitraries.integers().between(0, 50), rates)
                .as(ThroughputSeries.Line::new);
        Arbitrary<ThroughputSeries.Event> events = Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis),
                        Arbitraries.of(ThroughputSeries.Kind.class),
                        texts,
                        texts)
                .as(ThroughputSeries.Event::new);
        return Combinators.combine(
                        Arbitraries.longs().between(1, 100_000).map(Duration::ofMillis),
                        lines.list().ofMaxSize(5),
                        events.list().ofMaxSize(5))
                .as(ThroughputSeries::new);
    }

    @Property(tries = 300)
    void throughputComesBack(@ForAll("series") ThroughputSeries series) throws BlobReader.Damaged {
        assertThat(ThroughputCodec.decode(ThroughputCodec.encode(series))).isEqualTo(series);
    }

    @Property(tries = 300)
    void latenciesComeBack(
            @ForAll @IntRange(min = 0, max = 200) int first,
            @ForAll @Size(max = 56) List<@LongRange(min = 0) Long> counts)
            throws BlobReader.Damaged {
        LatencyBuckets buckets = new LatencyBuckets(first, counts);
        assertThat(LatencyCodec.decode(LatencyCodec.encode(buckets))).isEqualTo(buckets);
    }

    @Property(tries = 500)
    void bytesOfAnythingElseAreKnownAsDamaged(@ForAll @Size(max = 40) byte[] bytes) {
        try {
            assertThat(ThroughputCodec.decode(bytes)).isNotNull();
        } catch (BlobReader.Damaged e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            assertThat(LatencyCodec.decode(bytes)).isNotNull();
        } catch (BlobReader.Damaged e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 200)
    void cutSeriesIsDamaged(
            @ForAll("series") ThroughputSeries series, @ForAll @IntRange(min = 1, max = 200) int missing) {
        byte[] whole = ThroughputCodec.encode(series);
        byte[] cut = Arrays.copyOf(whole, Math.max(0, whole.length - missing));
        assertThatThrownBy(() -> ThroughputCodec.decode(cut)).isInstanceOf(BlobReader.Damaged.class);
    }

    @Example
    void versionsToComeAreNotGuessedAt() {
        assertThatThrownBy(() -> ThroughputCodec.decode(new byte[] {2, 0, 0, 0}))
                .isInstanceOf(BlobReader.Damaged.class);
        assertThatThrownBy(() -> LatencyCodec.decode(new byte[] {2, 0, 0})).isInstanceOf(BlobReader.Damaged.class);
    }

    @Example
    void anHourOfAnAgentTakesAboutAKilobyte() {
        List<Double> hour = DoubleStream.iterate(0, t -> t + 1)
                .limit(3600)
                .map(t -> 40 + 3 * Math.sin(t / 50))
                .boxed()
                .toList();
        ThroughputSeries series = new ThroughputSeries(
                        Duration.ofSeconds(1), List.of(new ThroughputSeries.Line("lab-pc", 1, hour)), List.of())
                .coarsened();
        assertThat(ThroughputCodec.encode(series).length).isLessThan(1300);
    }

    @Property(tries = 200)
    void coarserSeriesHasTheSameImagesInFewerPoints(@ForAll @IntRange(min = 0, max = 5000) int points) {
        List<Double> rates =
                IntStream.range(0, points).mapToObj(i -> (double) (i % 97)).toList();
        ThroughputSeries fine = new ThroughputSeries(
                Duration.ofSeconds(1),
                List.of(new ThroughputSeries.Line("a", 0, rates), new ThroughputSeries.Line("b", 1, rates)),
                List.of(new ThroughputSeries.Event(
                        Duration.ofSeconds(7), ThroughputSeries.Kind.LOST, "b", "6 images")));
        ThroughputSeries coarse = fine.coarsened();
        assertThat(coarse.events()).isEqualTo(fine.events());
        assertThat(coarse.lines()).hasSize(2);
        List<Double> kept = coarse.lines().getFirst().imagesPerSecond();
        assertThat(kept).hasSizeLessThanOrEqualTo(ThroughputSeries.MOST_POINTS);
        if (points <= ThroughputSeries.MOST_POINTS) {
            assertThat(coarse).isEqualTo(fine);
            return;
        }
        int group = (int) coarse.step().toSeconds();
        assertThat(kept.size()).isEqualTo((points + group - 1) / group).isGreaterThan(ThroughputSeries.MOST_POINTS / 3);
        int whole = points / group;
        double before = rates.subList(0, whole * group).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double after =
                kept.subList(0, whole).stream().mapToDouble(r -> r * group).sum();
        assertThat(after).isCloseTo(before, within(1e-6 * Math.max(1, before)));
    }

    @Example
    void seriesWithoutPointsIsLeftAlone() {
        ThroughputSeries empty = new ThroughputSeries(
                Duration.ofSeconds(1), List.of(new ThroughputSeries.Line("a", 0, Collections.emptyList())), List.of());
        assertThat(empty.coarsened()).isEqualTo(empty);
        assertThat(ThroughputSeries.NONE.coarsened()).isEqualTo(ThroughputSeries.NONE);
    }
}
