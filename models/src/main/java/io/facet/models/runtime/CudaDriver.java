package io.facet.models.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the NVIDIA driver for its GPUs, through the CUDA driver API (functions and signatures as in NVIDIA's cuda.h).
 * Used in the process that probes, because a broken driver can take its process down.
 */
final class CudaDriver {
    private static final int SUCCESS = 0;
    private static final int NAME_BYTES = 256;

    private final SymbolLookup library;
    private final Arena arena;

    private CudaDriver(SymbolLookup library, Arena arena) {
        this.library = library;
        this.arena = arena;
    }

    /**
     * The GPUs that programs can use; empty if the driver has none or refuses.
     *
     * @param library file name of the driver
     * @throws IllegalArgumentException if there is no such library
     */
    @SuppressWarnings("restricted")
    static List<Gpu> gpus(String library) {
        try (Arena arena = Arena.ofConfined()) {
            CudaDriver driver = new CudaDriver(SymbolLookup.libraryLookup(library, Arena.global()), arena);
            return driver.gpus();
        }
    }

    private List<Gpu> gpus() {
        List<Gpu> gpus = new ArrayList<>();
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        if (call("cuInit", 0) != SUCCESS || call("cuDeviceGetCount", count) != SUCCESS) {
            return gpus;
        }
        for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
            MemorySegment device = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment name = arena.allocate(NAME_BYTES);
            MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
            if (call("cuDeviceGet", device, i) == SUCCESS
                    && call("cuDeviceGetName", name, NAME_BYTES, device.get(ValueLayout.JAVA_INT, 0)) == SUCCESS
                    && call("cuDeviceTotalMem_v2", bytes, device.get(ValueLayout.JAVA_INT, 0)) == SUCCESS) {
                gpus.add(new Gpu(i, name.getString(0), bytes.get(ValueLayout.JAVA_LONG, 0)));
            }
        }
        return gpus;
    }

    /** Calls a function that returns CUresult and takes pointers and ints. */
    @SuppressWarnings("restricted")
    private int call(String function, Object... arguments) {
        ValueLayout[] types = new ValueLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            types[i] = arguments[i] instanceof MemorySegment ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT;
        }
        MemorySegment address = library.find(function)
                .orElseThrow(() -> new IllegalStateException("the NVIDIA driver has no function " + function));
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, types))
                    .invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("the NVIDIA driver cannot be asked", e);
        }
    }
}
