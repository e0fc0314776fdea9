package io.facet.app.ui.models;

import java.nio.file.Path;
import java.util.List;

/** A program that answers {@code raw-rate} with a speed made of the batch: batch 8 fails. */
final class FakeAgent {
    private FakeAgent() {}

    /** How it is started. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FakeAgent.class.getName());
    }

    public static void main(String[] arguments) {
        List<String> all = List.of(arguments);
        int batch = Integer.parseInt(all.get(all.indexOf("--batch") + 1));
        if (all.contains("31") && batch == 8) {
            System.err.println("facet-agent: [model-run] The model takes no 8 images at a time.");
            System.exit(1);
        }
        System.out.println(100.0 + batch);
    }
}
