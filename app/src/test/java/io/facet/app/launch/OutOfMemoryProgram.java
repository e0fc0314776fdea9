package io.facet.app.launch;

import io.facet.app.master.farm.MasterLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs out of memory on the thread that its argument names, as any part of the program may. */
final class OutOfMemoryProgram {
    private OutOfMemoryProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(new LastResort());
        switch (arguments[0]) {
            case "main" -> exhaust();
            case "virtual" -> Thread.ofVirtual().start(OutOfMemoryProgram::exhaust);
            case "platform" -> Thread.ofPlatform().start(OutOfMemoryProgram::exhaust);
            case "loop" -> new MasterLoop().execute(OutOfMemoryProgram::exhaust);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        new CountDownLatch(1).await();
    }

    private static void exhaust() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 20]);
        }
    }
}
