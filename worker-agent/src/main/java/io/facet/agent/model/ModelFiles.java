package io.facet.agent.model;

import io.facet.models.store.Incoming;
import io.facet.models.store.ModelStore;
import io.facet.models.store.Progress;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FarmGrpc;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.ModelRef;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** The model files of runs: from this computer's store, or fetched into it from the master. Thread-safe. */
public final class ModelFiles {
    private final ModelStore store;
    private final Supplier<Optional<FarmGrpc.FarmBlockingStub>> master;

    public ModelFiles(ModelStore store, Supplier<Optional<FarmGrpc.FarmBlockingStub>> master) {
        this.store = store;
        this.master = master;
    }

    /**
     * The file, fetched if it is not here. What a broken fetch left is taken up.
     *
     * @param progress takes bytes
     * @throws io.facet.models.ModelException if it cannot be stored or is not what the master said
     * @throws ProtocolException if the master does not give it
     */
    public Path get(ModelRef model, Progress progress) {
        return store.receive(
                        model.getSha256(),
                        model.getSize(),
                        progress,
                        Thread.currentThread()::isInterrupted,
                        in -> fetch(in, model, progress))
                .path();
    }

    private void fetch(Incoming in, ModelRef model, Progress progress) {
        FarmGrpc.FarmBlockingStub stub = master.get()
                .orElseThrow(() -> new ProtocolException(
                        ProtocolException.Code.MASTER_UNREACHABLE,
                        "The master went away while the model was fetched."));
        try {
            Iterator<Chunk> chunks = stub.fetch(FetchRequest.newBuilder()
                    .setSha256(model.getSha256())
                    .setOffset(in.offset())
                    .build());
            while (!in.complete() && chunks.hasNext()) {
                in.append(chunks.next().getData().asReadOnlyByteBuffer());
                progress.at(in.offset(), model.getSize());
            }
        } catch (StatusRuntimeException e) {
            throw Refusal.explain(e, "the master");
        }
    }
}
