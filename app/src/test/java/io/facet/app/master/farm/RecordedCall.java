package io.facet.app.master.farm;

import io.facet.protocol.wire.MasterMessage;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The master's end of a stream that leads nowhere. */
final class RecordedCall extends ServerCallStreamObserver<MasterMessage> {
    final List<MasterMessage> sent = new ArrayList<>();

    @Nullable
    Throwable error;

    boolean completed;

    @Override
    public void onNext(MasterMessage message) {
        sent.add(message);
    }

    @Override
    public void onError(Throwable why) {
        error = why;
    }

    @Override
    public void onCompleted() {
        completed = true;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}
}
