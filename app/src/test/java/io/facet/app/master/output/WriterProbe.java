package io.facet.app.master.output;

import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.nio.file.Path;

/** A process that resumes an output and writes rows into it, saying how many there are, until it is done or killed. */
final class WriterProbe {
    static final int IMAGES = 20_000;

    private WriterProbe() {}

    static String path(int i) {
        return i % 7 == 0 ? "pins_a \"b\"/new\nline, %05d.jpg".formatted(i) : "c/%05d.jpg".formatted(i);
    }

    static Outcome outcome(int i) {
        return i % 11 == 0 ? Rows.failed(Reason.UNREADABLE) : Rows.done(i);
    }

    /** Settles every image that has no outcome yet. */
    static void write(OpenOutput output, OutputWriter writer, Runnable afterEach) {
        for (int i = 0; i < IMAGES; i++) {
            if (!output.ended().contains(path(i))) {
                writer.settle(Rows.item(i, path(i)), outcome(i));
                while (writer.backlog() > 100) {
                    Thread.onSpinWait();
                }
            }
            afterEach.run();
        }
    }

    public static void main(String[] args) {
        OpenOutput output = Asked.of(Path.of(args[0])).resume().open();
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        write(output, writer, () -> System.out.println(writer.rows()));
        writer.finish();
        System.out.println("finished");
    }
}
