package io.facet.agent.telemetry;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Load and memory of this computer and this process, from the Java platform itself. Thread-safe. */
public final class HostStats {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** 0 to 1; 0 until it is known. */
    public double cpuLoad() {
        return share(os.getCpuLoad());
    }

    /** Share of the whole computer's processors, 0 to 1. */
    public double processCpuLoad() {
        return share(os.getProcessCpuLoad());
    }

    /** The platform says "not known" in two ways: a negative number, or none. */
    private static double share(double load) {
        return Double.isNaN(load) ? 0 : Math.clamp(load, 0, 1);
    }

    public long memoryBytes() {
        return os.getTotalMemorySize();
    }

    public long memoryUsedBytes() {
        return os.getTotalMemorySize() - os.getFreeMemorySize();
    }

    /** Resident memory of this process: exact on Linux, elsewhere what is committed. */
    public long processBytes() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            for (String line : lines) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException notLinux) {
            // the next best figure follows
        }
        return os.getCommittedVirtualMemorySize();
    }
}
