package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.scan.ImageItem;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OutputWriterTest {
    private final Path csv;
    private final OutputFiles files;

    OutputWriterTest(@TempDir Path folder) {
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
    }

    private static String path(long i) {
        return "a/%03d.jpg".formatted(i);
    }

    private static List<String> paths(IntStream numbers) {
        return numbers.mapToObj(OutputWriterTest::path).toList();
    }

    @Test
    void rowIsInTheFileAsSoonAsNothingElseWaits() throws Exception {
        OutputWriter writer = Asked.of(csv).write();
        for (int i = 0; i < 5; i++) {
            writer.settle(Rows.item(i, path(i)), Rows.done(i));
            long row = i + 1L;
            while (writer.rows() < row) {
                Thread.onSpinWait(); // bounded by the timeout of the class
            }
            assertThat(Rows.paths(csv)).hasSize((int) row);
            assertThat(writer.bytes()).isEqualTo(Files.size(csv));
        }
        writer.finish();
    }

    @Test
    void everyOutcomeHasItsPlace() {
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, "pins_Ann/x.jpg"), Rows.done(1, 2, 3));
        writer.settle(Rows.item(1, "b/y.jpg"), new Outcome.Failed(Reason.NO_FACE, "There is no face.", 2));
        writer.settle(Rows.item(2, "z.jpg"), Rows.done(-0f, 1e-7f, 0.5f));
        writer.finish();
        assertThat(csv).hasContent("label,path,e0,e1,e2\r\nAnn,pins_Ann/x.jpg,1,2,3\r\n,z.jpg,-0,1e-7,0.5\r\n");
        assertThat(files.failures())
                .hasContent("label,path,reason,message,attempts\r\nb,b/y.jpg,no_face,There is no face.,2\r\n");
    }

    @Test
    void imageMayHaveSeveralRows() {
        OutputWriter writer = Asked.of(csv).write();
        Outcome.Done one = Rows.done(1, 2, 3);
        ByteString row = one.rows().getFirst();
        writer.settle(Rows.item(0, path(0)), new Outcome.Done(List.of(row, row), one.by()));
        writer.finish();
        assertThat(writer.rows()).isEqualTo(2);
        assertThat(Rows.paths(csv)).containsExactly(path(0), path(0));
    }

    @Test
    void rowsStandInTheOrderOfTheScanHoweverTheyCome() throws IOException {
        byte[] first = {};
        for (int seed = 0; seed < 20; seed++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, 200).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            OutputWriter writer = Asked.of(csv).overwrite().ordered(true).write();
            for (int i : order) {
                writer.settle(Rows.item(i, path(i)), i % 7 == 0 ? Rows.failed(Reason.NO_FACE) : Rows.done(i));
            }
            writer.finish();
            assertThat(Rows.paths(csv)).isEqualTo(paths(IntStream.range(0, 200).filter(i -> i % 7 != 0)));
            assertThat(Rows.paths(files.failures()))
                    .isEqualTo(paths(IntStream.range(0, 200).filter(i -> i % 7 == 0)));
            first = seed == 0 ? Files.readAllBytes(csv) : first;
            assertThat(csv).hasBinaryContent(first);
        }
    }

    @Test
    void rowsInOrderDoNotWaitForImagesThatAreSkipped() {
        OutputWriter writer = Asked.of(csv).ordered(true).write();
        writer.skip(0);
        writer.settle(Rows.item(4, path(4)), Rows.done(4));
        writer.skip(1);
        writer.skip(3);
        writer.settle(Rows.item(2, path(2)), Rows.done(2));
        writer.finish();
        assertThat(Rows.paths(csv)).containsExactly(path(2), path(4));
    }

    @Test
    void rowsBehindAnImageThatNeverEndedAreLeftForTheNextStart() {
        OutputWriter writer = Asked.of(csv).ordered(true).write();
        writer.settle(Rows.item(0, path(0)), Rows.done(0));
        writer.settle(Rows.item(2, path(2)), Rows.done(2));
        writer.finish();
        assertThat(Rows.paths(csv)).containsExactly(path(0));
        try (OpenOutput again = Asked.of(csv).resume().ordered(true).open()) {
            assertThat(again.ended().contains(path(2))).isFalse();
        }
    }

    @Test
    void digestIsThatOfTheFile() throws IOException {
        OutputWriter writer = Asked.of(csv).write();
        for (int i = 0; i < 5000; i++) {
            writer.settle(Rows.item(i, path(i)), Rows.done(i));
        }
        writer.finish();
        assertThat(writer.sha256()).isEqualTo(Rows.sha256(csv));
        assertThat(writer.rows()).isEqualTo(5000);
        assertThat(writer.backlog()).isZero();
    }

    @Test
    void errorOfItsOwnIsReportedAndDoesNotHang() throws Exception {
        BlockingQueue<UserException> reported = new ArrayBlockingQueue<>(10);
        OutputWriter writer = new OutputWriter(Asked.of(csv).open(), reported::add);
        writer.settle(Rows.item(0, path(0)), Rows.done(1, 2)); // a float too few
        UserException e = reported.poll(20, TimeUnit.SECONDS);
        assertThat(e).isNotNull().returns(Code.INTERNAL, UserException::code);
        writer.settle(Rows.item(1, path(1)), Rows.done(1));
        refused(Code.INTERNAL, writer::finish);
        assertThat(reported).isEmpty();
        assertThat(Rows.paths(csv)).isEmpty();
    }

    @Test
    void closedWriterHasWrittenWhatItWasGiven() {
        try (OutputWriter writer = Asked.of(csv).write()) {
            writer.settle(Rows.item(0, path(0)), Rows.done(0));
        }
        assertThat(Rows.paths(csv)).containsExactly(path(0));
        try (OpenOutput again = Asked.of(csv).resume().open()) {
            assertThat(again.rows()).isEqualTo(1);
        }
    }

    /** Takes back the failures of these, and returns those that were found. */
    private static Set<String> takeBack(OutputWriter writer, String... paths) throws Exception {
        BlockingQueue<Map<String, Outcome.Failed>> taken = new ArrayBlockingQueue<>(1);
        writer.takeBack(Set.of(paths), taken::add);
        Map<String, Outcome.Failed> found = taken.poll(10, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("the writer did not answer");
        }
        found.values().forEach(f -> assertThat(f).isEqualTo(Rows.failed(Reason.MODEL_ERROR)));
        return found.keySet();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureThatIsTakenBackIsInTheFileNoMore(boolean ordered) throws Exception {
        OutputWriter writer = Asked.of(csv).ordered(ordered).write();
        for (int i = 0; i < 6; i++) {
            writer.settle(Rows.item(i, path(i)), i % 2 == 0 ? Rows.done(i) : Rows.failed(Reason.MODEL_ERROR));
        }
        assertThat(takeBack(writer, path(1), path(3), path(2), "none.jpg")).containsExactlyInAnyOrder(path(1), path(3));
        assertThat(Rows.paths(files.failures())).containsExactly(path(5));

        writer.settle(Rows.item(ImageItem.UNORDERED, path(3)), Rows.done(3));
        writer.settle(Rows.item(ImageItem.UNORDERED, path(1)), Rows.failed(Reason.MODEL_ERROR));
        writer.finish();
        assertThat(Rows.paths(csv)).containsExactly(path(0), path(2), path(4), path(3));
        assertThat(Rows.paths(files.failures())).containsExactly(path(5), path(1));
    }

    @Test
    void failureThatWaitsForItsPlaceInTheOrderCanBeTakenBackToo() throws Exception {
        OutputWriter writer = Asked.of(csv).ordered(true).write();
        writer.settle(Rows.item(1, path(1)), Rows.failed(Reason.MODEL_ERROR));
        writer.settle(Rows.item(2, path(2)), Rows.done(2));
        assertThat(takeBack(writer, path(1))).containsExactly(path(1));
        writer.settle(Rows.item(ImageItem.UNORDERED, path(1)), Rows.done(1));
        writer.settle(Rows.item(0, path(0)), Rows.done(0));
        writer.finish();

        assertThat(Rows.paths(csv)).containsExactly(path(1), path(0), path(2));
        assertThat(Rows.paths(files.failures())).isEmpty();
    }

    @Test
    void whatIsTakenBackAndNotSettledAnewIsComputedByTheNextRun() throws Exception {
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, path(0)), Rows.failed(Reason.MODEL_ERROR));
        writer.settle(Rows.item(1, path(1)), Rows.failed(Reason.MODEL_ERROR));
        assertThat(takeBack(writer, path(0))).hasSize(1);
        writer.finish();

        try (OpenOutput next = Asked.of(csv).resume().open()) {
            assertThat(next.ended().contains(path(0))).isFalse();
            assertThat(next.ended().contains(path(1))).isTrue();
        }
    }

    @Test
    void nothingToTakeBackLeavesTheFileAlone() throws Exception {
        OutputWriter writer = Asked.of(csv).write();
        writer.settle(Rows.item(0, path(0)), Rows.failed(Reason.MODEL_ERROR));
        assertThat(takeBack(writer, "none.jpg")).isEmpty();
        writer.settle(Rows.item(1, path(1)), Rows.failed(Reason.MODEL_ERROR));
        writer.finish();
        assertThat(Rows.paths(files.failures())).containsExactly(path(0), path(1));
    }
}
