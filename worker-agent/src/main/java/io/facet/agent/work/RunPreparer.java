package io.facet.agent.work;

import io.facet.protocol.wire.RunSpec;
import java.util.function.BiConsumer;

/** Makes runs ready: fetches model files, loads models. Calls block, for minutes when a model must be fetched. */
@FunctionalInterface
public interface RunPreparer {

    /**
     * Makes {@code spec} ready.
     *
     * @param progress takes what is being done, for people, and how much of it is done, 0 to 1
     * @throws io.facet.models.ModelException if the run cannot be made ready here
     * @throws io.facet.protocol.ProtocolException if the master does not give what is needed
     */
    PreparedRun prepare(RunSpec spec, BiConsumer<String, Double> progress) throws InterruptedException;
}
