package io.facet.protocol;

import com.google.protobuf.ByteString;
import io.facet.protocol.wire.AgentMessage;
import io.facet.protocol.wire.EnrolRequest;
import io.facet.protocol.wire.Failure;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.Hello;
import io.facet.protocol.wire.Lease;
import io.facet.protocol.wire.MasterMessage;
import io.facet.protocol.wire.ModelRef;
import io.facet.protocol.wire.Result;
import io.facet.protocol.wire.RunSpec;
import io.facet.protocol.wire.Slot;
import java.util.Collection;
import java.util.List;

/**
 * Checks that a message from the other side keeps within {@link Limits}, before anything is done with it. Every method
 * throws {@link ProtocolException} MESSAGE_INVALID naming the field.
 */
public final class MessageCheck {
    private MessageCheck() {}

    public static void check(EnrolRequest request) {
        text("name", request.getAgentName(), Limits.NAME_CHARS);
        text("host", request.getHost(), Limits.NAME_CHARS);
        text("version", request.getSoftwareVersion(), Limits.NAME_CHARS);
        bytes("token", request.getToken(), 64);
    }

    public static void check(FetchRequest request) {
        text("sha256", request.getSha256(), 64);
        require(request.getOffset() >= 0, "offset");
    }

    public static void check(AgentMessage message) {
        switch (message.getKindCase()) {
            case HELLO -> hello(message.getHello());
            case DEMAND -> {
                text("run", message.getDemand().getRunId(), Limits.NAME_CHARS);
                range("credits", message.getDemand().getCredits(), Limits.CREDITS);
            }
            case RESULTS -> {
                text("run", message.getResults().getRunId(), Limits.NAME_CHARS);
                size("results", message.getResults().getResultsList(), Limits.BATCH);
                message.getResults().getResultsList().forEach(MessageCheck::result);
            }
            case FAILURES -> {
                text("run", message.getFailures().getRunId(), Limits.NAME_CHARS);
                size("failures", message.getFailures().getFailuresList(), Limits.BATCH);
                message.getFailures().getFailuresList().forEach(MessageCheck::failure);
            }
            case TELEMETRY -> {
                size("slots", message.getTelemetry().getSlotsList(), Limits.SLOTS);
                message.getTelemetry().getSlotsList().forEach(s -> text("slot", s.getSlotId(), Limits.NAME_CHARS));
                size("leases", message.getTelemetry().getHeldLeasesList(), Limits.CREDITS);
                text("state", message.getTelemetry().getState(), Limits.NAME_CHARS);
                size("gpus", message.getTelemetry().getGpusList(), Limits.SLOTS);
            }
            case LOG -> {
                text("level", message.getLog().getLevel(), Limits.NAME_CHARS);
                text("logger", message.getLog().getLogger(), Limits.NAME_CHARS);
                text("message", message.getLog().getMessage(), Limits.TEXT_CHARS);
            }
            case DRAINING -> text("reason", message.getDraining().getReason(), Limits.TEXT_CHARS);
            case RUN_STATUS -> {
                text("run", message.getRunStatus().getRunId(), Limits.NAME_CHARS);
                text("code", message.getRunStatus().getCode(), Limits.NAME_CHARS);
                text("message", message.getRunStatus().getMessage(), Limits.TEXT_CHARS);
            }
            case SLOTS -> slots(message.getSlots().getSlotsList());
            case REFUSED -> {
                text("action", message.getRefused().getAction(), Limits.NAME_CHARS);
                text("code", message.getRefused().getCode(), Limits.NAME_CHARS);
                text("message", message.getRefused().getMessage(), Limits.TEXT_CHARS);
            }
            case KIND_NOT_SET -> throw invalid("kind");
        }
    }

    public static void check(MasterMessage message) {
        switch (message.getKindCase()) {
            case WELCOME -> {
                text("version", message.getWelcome().getSoftwareVersion(), Limits.NAME_CHARS);
                text("session", message.getWelcome().getMasterSession(), Limits.NAME_CHARS);
            }
            case REJECTED -> {
                text("code", message.getRejected().getCode(), Limits.NAME_CHARS);
                text("message", message.getRejected().getMessage(), Limits.TEXT_CHARS);
            }
            case RUN -> run(message.getRun());
            case LEASES -> {
                text("run", message.getLeases().getRunId(), Limits.NAME_CHARS);
                size("leases", message.getLeases().getLeasesList(), Limits.BATCH);
                message.getLeases().getLeasesList().forEach(MessageCheck::lease);
            }
            case ACK -> size("acknowledgements", message.getAck().getLeaseIdsList(), Limits.BATCH);
            case REVOKE -> size("revocations", message.getRevoke().getLeaseIdsList(), Limits.BATCH);
            case SET_SLOTS -> {
                range("gpu slots", message.getSetSlots().getGpu(), Limits.SLOTS);
                range("cpu slots", message.getSetSlots().getCpu(), Limits.SLOTS);
            }
            case RUN_END -> {
                text("run", message.getRunEnd().getRunId(), Limits.NAME_CHARS);
                text("reason", message.getRunEnd().getReason(), Limits.TEXT_CHARS);
            }
            case MOVED -> {
                size("addresses", message.getMoved().getAddressesList(), Limits.ADDRESSES);
                message.getMoved().getAddressesList().forEach(a -> text("address", a, Limits.NAME_CHARS));
                range("port", message.getMoved().getPort(), 65_535);
            }
            case DRAIN, KEEP_ALIVE, PAUSE, RESTART -> {}
            case KIND_NOT_SET -> throw invalid("kind");
        }
    }

    private static void hello(Hello hello) {
        text("name", hello.getAgentName(), Limits.NAME_CHARS);
        text("host", hello.getHost(), Limits.NAME_CHARS);
        text("os", hello.getOs(), Limits.NAME_CHARS);
        text("version", hello.getSoftwareVersion(), Limits.NAME_CHARS);
        slots(hello.getSlotsList());
    }

    private static void slots(List<Slot> slots) {
        size("slots", slots, Limits.SLOTS);
        for (Slot slot : slots) {
            text("slot", slot.getId(), Limits.NAME_CHARS);
            text("device class", slot.getDeviceClass(), Limits.NAME_CHARS);
            text("device", slot.getDeviceName(), Limits.NAME_CHARS);
            size("providers", slot.getProvidersList(), 16);
            slot.getProvidersList().forEach(p -> text("provider", p, Limits.NAME_CHARS));
        }
    }

    private static void result(Result result) {
        path(result.getPath());
        text("slot", result.getSlotId(), Limits.NAME_CHARS);
        text("device class", result.getDeviceClass(), Limits.NAME_CHARS);
        require(result.getRowsCount() > 0, "rows");
        size("rows", result.getRowsList(), Limits.ROWS_PER_IMAGE);
        result.getRowsList().forEach(row -> bytes("embedding", row.getEmbedding(), Limits.DIMENSION * Float.BYTES));
    }

    private static void failure(Failure failure) {
        path(failure.getPath());
        text("slot", failure.getSlotId(), Limits.NAME_CHARS);
        text("message", failure.getMessage(), Limits.TEXT_CHARS);
    }

    private static void run(RunSpec run) {
        text("run", run.getRunId(), Limits.NAME_CHARS);
        text("pipeline", run.getPipeline(), Limits.DOCUMENT_CHARS);
        text("precision", run.getPrecision(), Limits.NAME_CHARS);
        text("dataset", run.getDatasetRoot(), Limits.PATH_BYTES);
        size("models", run.getModelsList(), Limits.MODEL_FILES);
        range("dimension", run.getDimension(), Limits.DIMENSION);
        range("batch", run.getBatch(), Limits.BATCH);
        for (ModelRef model : run.getModelsList()) {
            text("model", model.getId(), Limits.NAME_CHARS);
            text("card", model.getCard(), Limits.DOCUMENT_CHARS);
            require(model.getSha256().matches("[0-9a-f]{64}"), "sha256");
            require(model.getSize() >= 0 && model.getSize() <= Limits.MODEL_BYTES, "model size");
        }
    }

    private static void lease(Lease lease) {
        path(lease.getPath());
        size("slots to avoid", lease.getAvoidSlotsList(), Limits.SLOTS);
        lease.getAvoidSlotsList().forEach(s -> text("slot", s, Limits.NAME_CHARS));
    }

    private static void path(String path) {
        require(!path.isEmpty(), "path");
        text("path", path, Limits.PATH_BYTES);
    }

    private static void text(String field, String value, int most) {
        require(value.length() <= most, field);
    }

    private static void bytes(String field, ByteString value, int most) {
        require(value.size() <= most, field);
    }

    private static void size(String field, Collection<?> values, int most) {
        require(values.size() <= most, field);
    }

    private static void range(String field, int value, int most) {
        require(value >= 0 && value <= most, field);
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw invalid(field);
        }
    }

    private static ProtocolException invalid(String field) {
        return new ProtocolException(
                ProtocolException.Code.MESSAGE_INVALID,
                "The other side sent a message whose field \"%s\" is missing or too large.".formatted(field));
    }
}
