package io.facet.app.ui.agents;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read for the identifier of a slot. */
final class SlotName {
    private static final Pattern CPU = Pattern.compile("cpu-?(\\d+)");
    private static final Pattern GPU = Pattern.compile("gpu(\\d+)-(\\d+)");

    private SlotName() {}

    /** {@code CPU3}; {@code GPU0} for the first slot of a GPU, {@code GPU0.1} for its second. */
    static String of(String id) {
        Matcher cpu = CPU.matcher(id);
        if (cpu.matches()) {
            return "CPU" + cpu.group(1);
        }
        Matcher gpu = GPU.matcher(id);
        if (gpu.matches()) {
            return "GPU" + gpu.group(1) + (gpu.group(2).equals("0") ? "" : "." + gpu.group(2));
        }
        return id.toUpperCase(Locale.ROOT);
    }
}
