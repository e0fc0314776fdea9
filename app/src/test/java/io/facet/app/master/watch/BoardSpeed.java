package io.facet.app.master.watch;

import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a board of a million images costs: bytes an image, nanoseconds an event, milliseconds a look at it. Not a
 * test: figures depend on the computer. Run its main method with {@code -Xmx1g}.
 */
final class BoardSpeed {
    private static final int IMAGES = 1_000_000;
    private static final int IN_FLIGHT = 4096;

    private BoardSpeed() {}

    private static String path(int i) {
        return "pins_Label %d/label%d_%07d.jpg".formatted(i % 500, i % 500, i);
    }

    public static void main(String[] arguments) {
        List<ImageItem> items = new ArrayList<>(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            items.add(new ImageItem(i, path(i), 10_000 + i));
        }
        for (int round = 0; round < 4; round++) {
            measure(items);
        }
    }

    private static void measure(List<ImageItem> items) {
        long before = used();
        RunWatch watch = new RunWatch(new ImageBoard());
        ImageBoard board = watch.images();
        long startCpu = cpu();
        long slowest = 0;
        for (ImageItem item : items) {
            long one = System.nanoTime();
            board.add(item.path(), item.size());
            slowest = Math.max(slowest, System.nanoTime() - one);
        }
        long addedCpu = cpu();
        double bytes = (double) (used() - before) / IMAGES;
        Outcome done = ImageBoardTest.done("cpu-0", 1234);
        Outcome failed = new Outcome.Failed(Reason.UNREADABLE, "It is broken.", 1);
        long events = cpu();
        for (int i = 0; i < IMAGES + IN_FLIGHT; i++) {
            if (i < IMAGES) {
                watch.leased(items.get(i), "a-1", "lab", 1);
            }
            if (i >= IN_FLIGHT) {
                watch.settled(items.get(i - IN_FLIGHT), i % 100 == 0 ? failed : done);
            }
        }
        long settledCpu = cpu();
        long settled = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            board.finished().get(board.finished().size() - 1 - i);
            board.row(i);
            board.labels();
        }
        long looked = System.nanoTime();
        int found = board.find(new ImageBoard.Filter(null, null, "_00012"), ImageBoard.Sort.TIME, false).length;
        long searched = System.nanoTime();
        board.find(new ImageBoard.Filter(null, null, ""), ImageBoard.Sort.PATH, true);
        long sorted = System.nanoTime();
        System.out.printf(
                "add %d ns (slowest %.1f ms), %.0f bytes an image, event %d ns, look %.3f ms, find %d in %d ms, sort %d ms%n",
                (addedCpu - startCpu) / IMAGES,
                slowest / 1e6,
                bytes,
                (settledCpu - events) / (2L * IMAGES),
                (looked - settled) / 1e9,
                found,
                (searched - looked) / 1_000_000,
                (sorted - searched) / 1_000_000);
    }

    /** Of this thread, so that a busy computer does not make it slower than it is. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
