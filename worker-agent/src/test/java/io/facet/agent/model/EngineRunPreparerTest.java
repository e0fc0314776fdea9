package io.facet.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.facet.agent.device.SlotPlan;
import io.facet.agent.testing.ScriptedMaster;
import io.facet.agent.work.PreparedRun;
import io.facet.models.ModelException;
import io.facet.models.engine.ImageContent;
import io.facet.models.engine.PipelineEngine;
import io.facet.models.runtime.Device;
import io.facet.models.store.ModelStore;
import io.facet.protocol.ProtocolException;
import io.facet.protocol.transport.FarmConnection;
import io.facet.protocol.transport.Refusal;
import io.facet.protocol.wire.Chunk;
import io.facet.protocol.wire.FetchRequest;
import io.facet.protocol.wire.ModelRef;
import io.facet.protocol.wire.RunSpec;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineRunPreparerTest {
    private static final SlotPlan TWO_CPU_SLOTS = plan(new Device.Cpu(), "cpu-0", "cpu-1");

    @TempDir
    private Path folder;

    private final ScriptedMaster master = new ScriptedMaster();
    private final List<FetchRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Double> progress = new ArrayList<>();
    private final byte[] model = TinyEmbedder.model();
    private FarmConnection connection;
    private ModelStore store;

    @BeforeEach
    void connect() {
        connection = FarmConnection.to(
                "127.0.0.1", master.address().port(), master.identity().fingerprint());
        store = new ModelStore(folder.resolve("models"));
        master.content = (request, out) -> send(request, out, model);
    }

    @AfterEach
    void close() {
        connection.close();
        master.close();
    }

    private static SlotPlan plan(Device device, String... slots) {
        return new SlotPlan(List.of(new SlotPlan.DeviceSlots(device, "device", 1, List.of("cpu"), List.of(slots))));
    }

    private PreparedRun prepare(RunSpec spec) {
        return prepare(TWO_CPU_SLOTS, spec);
    }

    private PreparedRun prepare(SlotPlan slots, RunSpec spec) {
        ModelFiles files = new ModelFiles(
                store,
                () -> Optional.of(connection.blockingAs(master.membership().credential())));
        return new EngineRunPreparer(() -> slots, files).prepare(spec, (what, done) -> progress.add(done));
    }

    private void send(FetchRequest request, StreamObserver<Chunk> out, byte[] bytes) {
        requests.add(request);
        byte[] rest = Arrays.copyOfRange(bytes, (int) request.getOffset(), bytes.length);
        out.onNext(Chunk.newBuilder()
                .setTotalSize(bytes.length)
                .setData(ByteString.copyFrom(rest))
                .build());
        out.onCompleted();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static RunSpec.Builder embed(byte[] model) {
        return RunSpec.newBuilder()
                .setRunId("run-1")
                .setPipeline(TinyEmbedder.PIPELINE)
                .setDimension(5)
                .setMaxImageBytes(1 << 20)
                .setMaxImagePixels(1 << 20)
                .addModels(ModelRef.newBuilder()
                        .setId("tiny")
                        .setCard(TinyEmbedder.CARD)
                        .setSha256(sha256(model))
                        .setSize(model.length));
    }

    private static RunSpec.Builder pipeline(String... steps) {
        return RunSpec.newBuilder()
                .setRunId("run-1")
                .setDimension(8)
                .setPipeline("id: mine\ntitle: Mine\nsteps:\n" + String.join("\n", steps) + "\n");
    }

    private static void closeAll(PreparedRun run) {
        run.lanes().forEach(lane -> lane.engine().close());
    }

    @Test
    void a_model_is_fetched_checked_loaded_and_gives_rows() {
        PreparedRun run = prepare(embed(model).build());

        assertThat(run.needsContent()).isTrue();
        assertThat(run.lanes()).singleElement().satisfies(lane -> {
            assertThat(lane.deviceClass()).isEqualTo("cpu");
            assertThat(lane.slotIds()).containsExactly("cpu-0", "cpu-1");
            assertThat(lane.batch()).isEqualTo(1);
            try (PipelineEngine.Batch batch = lane.engine().newBatch(1)) {
                batch.load(0, new ImageContent("a.png", TinyEmbedder.picture()));
                batch.run(0, 1);
                assertThat(batch.row(0).remaining()).isEqualTo(5 * Float.BYTES);
            }
        });
        assertThat(progress).contains(1.0);
        closeAll(run);
    }

    @Test
    void a_model_that_is_here_is_not_fetched() {
        store.put(new ByteArrayInputStream(model), sha256(model), model.length);
        closeAll(prepare(embed(model).build()));

        assertThat(requests).isEmpty();
    }

    @Test
    void the_masters_batch_is_used() {
        PreparedRun run = prepare(embed(model).setBatch(4).build());

        assertThat(run.lanes().getFirst().batch()).isEqualTo(4);
        closeAll(run);
    }

    @Test
    void a_fetch_that_was_cut_is_taken_up_where_it_ended() {
        int half = model.length / 2;
        master.content = (request, out) -> {
            requests.add(request);
            out.onNext(Chunk.newBuilder()
                    .setTotalSize(model.length)
                    .setData(ByteString.copyFrom(model, 0, half))
                    .build());
            out.onError(Status.UNAVAILABLE.asRuntimeException());
        };
        assertThatThrownBy(() -> prepare(embed(model).build()))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ProtocolException.Code.MASTER_UNREACHABLE));
        master.content = (request, out) -> send(request, out, model);
        closeAll(prepare(embed(model).build()));

        assertThat(requests).extracting(FetchRequest::getOffset).containsExactly(0L, (long) half);
    }

    @Test
    void bytes_that_are_not_the_models_are_refused() {
        byte[] other = model.clone();
        other[other.length - 1] ^= 1;
        master.content = (request, out) -> send(request, out, other);

        refuses(embed(model), ModelException.Code.MODEL_CHECKSUM);
    }

    @Test
    void more_bytes_than_the_model_has_are_refused() {
        byte[] more = Arrays.copyOf(model, model.length + 1);
        master.content = (request, out) -> send(request, out, more);

        refuses(embed(model), ModelException.Code.MODEL_CHECKSUM);
    }

    @Test
    void a_file_that_is_no_model_is_refused_before_a_library_opens_it() {
        byte[] text = "hello, I am no model".getBytes(StandardCharsets.UTF_8);
        master.content = (request, out) -> send(request, out, text);

        refuses(embed(text), ModelException.Code.MODEL_INVALID);
    }

    @Test
    void a_master_that_does_not_give_the_model_is_believed() {
        master.content = (request, out) ->
                out.onError(Refusal.of(ProtocolException.Code.CONTENT_REFUSED, "That is not part of the run."));

        assertThatThrownBy(() -> prepare(embed(model).build()))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ProtocolException.Code.CONTENT_REFUSED));
    }

    @Test
    void a_device_that_does_not_work_is_an_error_and_never_a_processor() {
        assertThatThrownBy(() -> prepare(
                        plan(new Device.Cuda(63), "gpu63-0"), embed(model).build()))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.code()).isEqualTo(ModelException.Code.DEVICE_UNAVAILABLE));
    }

    @Test
    void rows_of_another_length_than_the_run_wants_are_refused_before_the_first_image() {
        refuses(embed(model).setDimension(6), ModelException.Code.PIPELINE_INVALID);
        refuses(pipeline("  - step: noop", "    dimension: 9"), ModelException.Code.PIPELINE_INVALID);
    }

    @Test
    void pipelines_without_a_model_look_at_nothing_and_need_no_file() {
        PreparedRun noop =
                prepare(pipeline("  - step: noop", "    dimension: 8").build());
        PreparedRun simulate = prepare(pipeline("  - step: simulate", "    dimension: 8", "    ms-per-image: 1")
                .setBatch(3)
                .build());

        for (PreparedRun run : List.of(noop, simulate)) {
            assertThat(run.needsContent()).isFalse();
            assertThat(run.lanes())
                    .singleElement()
                    .satisfies(lane -> assertThat(lane.slotIds()).containsExactly("cpu-0", "cpu-1"));
        }
        assertThat(noop.lanes().getFirst().batch()).isEqualTo(1);
        assertThat(simulate.lanes().getFirst().batch()).isEqualTo(3);
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"  - decode", "  - nonsense", "  x", ""})
    void a_pipeline_that_cannot_be_read_or_makes_no_row_is_refused(String steps) {
        refuses(pipeline(steps), ModelException.Code.PIPELINE_INVALID);
    }

    @Test
    void a_pipeline_whose_model_the_run_lacks_is_refused() {
        refuses(embed(model).clearModels(), ModelException.Code.PIPELINE_INVALID);
        refuses(
                embed(model).setPipeline(TinyEmbedder.PIPELINE.replace("- embed", "- step: embed\n    model: other")),
                ModelException.Code.PIPELINE_INVALID);
    }

    private void refuses(RunSpec.Builder spec, ModelException.Code code) {
        assertThatThrownBy(() -> prepare(spec.build())).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("\n");
        });
    }
}
