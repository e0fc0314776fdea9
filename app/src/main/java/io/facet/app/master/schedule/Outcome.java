package io.facet.app.master.schedule;

import com.google.protobuf.ByteString;
import java.util.List;

/** How an image ended. Every image ends in exactly one. */
public sealed interface Outcome {

    /**
     * Rows were computed.
     *
     * @param rows at least one; each as many little-endian float32 as the run's dimension
     * @param by who computed them
     */
    record Done(List<ByteString> rows, Worker by) implements Outcome {
        public Done {
            rows = List.copyOf(rows);
        }
    }

    /**
     * There is no row.
     *
     * @param message a sentence for the user
     * @param attempts how often it was tried; 0 if nothing could be tried
     */
    record Failed(Reason reason, String message, int attempts) implements Outcome {}

    /**
     * Who did a piece of work, and how long each stage took in microseconds.
     *
     * @param agentId of the agent
     * @param slotId of the slot, unique within the agent
     * @param deviceClass outputs are byte-equal within one class
     */
    record Worker(
            String agentId,
            String slotId,
            String deviceClass,
            int fetchMicros,
            int decodeMicros,
            int queueMicros,
            int runMicros) {}
}
