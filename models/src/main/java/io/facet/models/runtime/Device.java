package io.facet.models.runtime;

/** Where a model runs. */
public sealed interface Device {

    /** The processor. Every run uses one thread, so as many runs at once as there are cores keep it busy. */
    record Cpu() implements Device {
        @Override
        public String deviceClass() {
            return "cpu";
        }

        @Override
        public String label() {
            return "CPU";
        }
    }

    /**
     * An NVIDIA GPU.
     *
     * @param index as CUDA counts them, from 0
     */
    record Cuda(int index) implements Device {
        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("no GPU has the index " + index);
            }
        }

        @Override
        public String deviceClass() {
            return "cuda";
        }

        @Override
        public String label() {
            return "GPU " + index + " (CUDA)";
        }
    }

    /** Results of one class are the same bytes: "cpu" or "cuda". */
    String deviceClass();

    /** Name for people. */
    String label();
}
