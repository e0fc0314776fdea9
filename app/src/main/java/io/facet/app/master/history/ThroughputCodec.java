package io.facet.app.master.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link ThroughputSeries} in few bytes: rates in hundredths of an image per second, each as the difference from the
 * one before. About 1 KB per agent.
 */
final class ThroughputCodec {
    private static final int VERSION = 1;
    private static final double HUNDREDTHS = 100;
    /** More colours than any palette has. */
    private static final int MOST_COLOURS = 1 << 20;

    private ThroughputCodec() {}

    static byte[] encode(ThroughputSeries series) {
        BlobWriter out = new BlobWriter()
                .number(VERSION)
                .number(series.step().toMillis())
                .number(series.lines().size());
        for (ThroughputSeries.Line line : series.lines()) {
            out.text(line.agent())
                    .number(line.colour())
                    .number(line.imagesPerSecond().size());
            long before = 0;
            for (double rate : line.imagesPerSecond()) {
                long now = Math.round(rate * HUNDREDTHS);
                out.signed(now - before);
                before = now;
            }
        }
        out.number(series.events().size());
        for (ThroughputSeries.Event event : series.events()) {
            out.number(event.at().toMillis())
                    .number(event.kind().code())
                    .text(event.agent())
                    .text(event.text());
        }
        return out.bytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws BlobReader.Damaged if {@code bytes} are of a later version or of nothing
     */
    static ThroughputSeries decode(byte[] bytes) throws BlobReader.Damaged {
        BlobReader in = new BlobReader(bytes);
        in.version(VERSION);
        Duration step = Duration.ofMillis(in.number());
        List<ThroughputSeries.Line> lines = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            lines.add(new ThroughputSeries.Line(in.text(), in.upTo(MOST_COLOURS), rates(in)));
        }
        List<ThroughputSeries.Event> events = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            events.add(new ThroughputSeries.Event(Duration.ofMillis(in.number()), kind(in), in.text(), in.text()));
        }
        in.end();
        return new ThroughputSeries(step, lines, events);
    }

    private static ThroughputSeries.Kind kind(BlobReader in) throws BlobReader.Damaged {
        return ThroughputSeries.Kind.ofCode(in.number())
                .orElseThrow(() -> new BlobReader.Damaged("an event is unknown"));
    }

    private static List<Double> rates(BlobReader in) throws BlobReader.Damaged {
        List<Double> rates = new ArrayList<>();
        long before = 0;
        for (int i = in.count(); i > 0; i--) {
            before += in.signed();
            rates.add(before / HUNDREDTHS);
        }
        return rates;
    }
}
