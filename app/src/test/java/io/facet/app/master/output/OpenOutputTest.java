package io.facet.app.master.output;

import static io.facet.app.master.output.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.facet.app.UserException.Code;
import io.facet.app.master.schedule.Outcome;
import io.facet.app.master.schedule.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that are there already. */
class OpenOutputTest {
    private final Path folder;
    private final Path csv;
    private final OutputFiles files;

    OpenOutputTest(@TempDir Path folder) {
        this.folder = folder;
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
    }

    private void write(Asked asked, Map<String, Outcome> outcomes) {
        OutputWriter writer = asked.write();
        int sequence = 0;
        for (Map.Entry<String, Outcome> outcome : outcomes.entrySet()) {
            writer.settle(Rows.item(sequence++, outcome.getKey()), outcome.getValue());
        }
        writer.finish();
    }

    private void writeOne(Asked asked) {
        write(asked, Map.of("a/x.jpg", Rows.done(1)));
    }

    @Test
    void threeFilesAreMadeBesideEachOtherInAFolderThatDidNotExist() {
        Path deep = folder.resolve("new/folder/embeddings.csv");
        writeOne(Asked.of(deep));
        assertThat(Rows.read(deep).getFirst()).containsExactly("label", "path", "e0", "e1", "e2");
        assertThat(deep.resolveSibling("embeddings.failures.csv")).hasContent("label,path,reason,message,attempts\r\n");
        assertThat(Manifest.read(deep.resolveSibling("embeddings.facet")))
                .returns("embeddings.csv", m -> m.csv().file())
                .returns(Manifest.State.RUNNING, Manifest::state)
                .returns("/data", Manifest::dataset)
                .returns(Asked.MODEL, Manifest::model);
    }

    @Test
    void newOutputTouchesNoFileThatIsThere() throws IOException {
        Files.writeString(csv, "mine");
        assertThat(refused(Code.OUTPUT_EXISTS, () -> Asked.of(csv).open())).contains("--resume", "--overwrite");
        assertThat(csv).hasContent("mine");
        assertThat(filesInFolder()).containsExactly("out.csv");
    }

    @Test
    void newOutputTouchesNoFileBesideTheCsvEither() throws IOException {
        for (Path file : new Path[] {files.failures(), files.manifest()}) {
            Files.writeString(file, "mine");
            assertThat(refused(Code.OUTPUT_EXISTS, () -> Asked.of(csv).open())).contains(file.toString());
            assertThat(file).hasContent("mine");
            Files.delete(file);
        }
        assertThat(filesInFolder()).isEmpty();
    }

    @Test
    void resumeOfNothingStartsAnew() {
        writeOne(Asked.of(csv).resume());
        assertThat(Rows.paths(csv)).containsExactly("a/x.jpg");
    }

    @Test
    void resumeOfAFileThatWasStoppedBeforeItsHeaderStartsAnew() throws IOException {
        Files.createFile(csv);
        writeOne(Asked.of(csv).resume());
        assertThat(Rows.paths(csv)).containsExactly("a/x.jpg");
    }

    @Test
    void resumeKeepsRowsAndKnowsThem() {
        write(Asked.of(csv), Map.of("a/x.jpg", Rows.done(1), "b/y.jpg", Rows.failed(Reason.TOO_LARGE)));
        try (OpenOutput output = Asked.of(csv).resume().open()) {
            assertThat(output.rows()).isEqualTo(1);
            assertThat(output.failed().counts()).isEqualTo(Map.of(Reason.TOO_LARGE, 1L));
            assertThat(output.ended().size()).isEqualTo(2);
            assertThat(output.ended().contains("a/x.jpg")).isTrue();
            assertThat(output.ended().contains("b/y.jpg")).isTrue();
            assertThat(output.ended().contains("c/z.jpg")).isFalse();
            assertThat(output.torn()).isZero();
        }
    }

    @Test
    void resumeKeepsTheIdentityOfTheRunAndForgetsTheDigestWhileTheFileGrows() {
        writeOne(Asked.of(csv));
        Manifest first = Manifest.read(files.manifest());
        finished(first).write(files.manifest());
        Asked.of(csv).resume().open().close();
        Manifest second = Manifest.read(files.manifest());
        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.state()).isEqualTo(Manifest.State.RUNNING);
        assertThat(second.csv().sha256()).isNull();
    }

    private static Manifest finished(Manifest m) {
        Manifest.Csv csv = m.csv();
        return new Manifest(
                m.format(),
                m.facet(),
                m.run(),
                Manifest.State.FINISHED,
                m.created(),
                m.updated(),
                m.dataset(),
                m.pipeline(),
                m.model(),
                new Manifest.Csv(csv.file(), csv.dimension(), csv.floats(), csv.ordered(), 1, "4".repeat(64)),
                m.failures(),
                m.deviceClasses(),
                m.agents());
    }

    @Test
    void overwriteStartsAnewWithAnotherModel() {
        write(Asked.of(csv), Map.of("a/x.jpg", Rows.done(1), "b/y.jpg", Rows.failed(Reason.TOO_LARGE)));
        Manifest first = Manifest.read(files.manifest());
        try (OpenOutput output = Asked.of(csv).overwrite().model(null).open()) {
            assertThat(output.rows()).isZero();
            assertThat(output.ended().size()).isZero();
        }
        assertThat(Rows.paths(csv)).isEmpty();
        assertThat(Rows.paths(files.failures())).isEmpty();
        assertThat(Manifest.read(files.manifest()).run()).isNotEqualTo(first.run());
    }

    @Test
    void overwriteReplacesAnyFile() throws IOException {
        Files.writeString(csv, "mine, but I said so");
        Files.writeString(files.manifest(), "damaged");
        writeOne(Asked.of(csv).overwrite());
        assertThat(Rows.paths(csv)).containsExactly("a/x.jpg");
    }

    @Test
    void retryFailedTakesAllFailuresAgainButNoFace() {
        write(
                Asked.of(csv),
                Map.of(
                        "ok.jpg", Rows.done(1),
                        "no,face.jpg", Rows.failed(Reason.NO_FACE),
                        "bad\n\"1\".jpg", Rows.failed(Reason.UNREADABLE),
                        "bad2.jpg", Rows.failed(Reason.GAVE_UP)));
        OpenOutput output = Asked.of(csv).retryFailed().open();
        assertThat(output.ended().contains("ok.jpg")).isTrue();
        assertThat(output.ended().contains("no,face.jpg")).isTrue();
        assertThat(output.ended().contains("bad\n\"1\".jpg")).isFalse();
        assertThat(output.failed().counts()).isEqualTo(Map.of(Reason.NO_FACE, 1L));
        OutputWriter writer = new OutputWriter(output, thrownByFinish -> {});
        writer.settle(Rows.item(2, "bad\n\"1\".jpg"), Rows.done(2));
        writer.settle(Rows.item(3, "bad2.jpg"), Rows.failed(Reason.GAVE_UP));
        writer.finish();
        assertThat(Rows.paths(csv)).containsExactly("ok.jpg", "bad\n\"1\".jpg");
        assertThat(Rows.paths(files.failures())).containsExactly("no,face.jpg", "bad2.jpg");
        assertThat(filesInFolder()).containsExactly("out.csv", "out.facet", "out.failures.csv");
    }

    @Test
    void failuresAreTakenOutOnlyWhenTheManifestSaysThatTheOrderIsLost() throws IOException {
        write(Asked.of(csv).ordered(true), Map.of("bad.jpg", Rows.failed(Reason.UNREADABLE)));
        Path inTheWay = Files.createDirectory(folder.resolve("out.facet.tmp"));
        refused(Code.OUTPUT_WRITE, () -> Asked.of(csv).retryFailed().open());
        assertThat(Rows.paths(files.failures())).containsExactly("bad.jpg");
        assertThat(Manifest.read(files.manifest()).csv().ordered()).isTrue();
        Files.deleteIfExists(inTheWay);
        Asked.of(csv).retryFailed().open().close();
        assertThat(Rows.paths(files.failures())).isEmpty();
        assertThat(Manifest.read(files.manifest()).csv().ordered()).isFalse();
    }

    @Test
    void retryFailedWithoutAFailuresFileIsAResume() throws IOException {
        writeOne(Asked.of(csv));
        Files.delete(files.failures());
        try (OpenOutput output = Asked.of(csv).retryFailed().open()) {
            assertThat(output.rows()).isEqualTo(1);
        }
        assertThat(Rows.paths(files.failures())).isEmpty();
    }

    @Test
    void failuresThatCannotBeReadAreKeptAndNothingIsLeftBeside() throws IOException {
        writeOne(Asked.of(csv));
        String damaged = "label,path,reason,message,attempts\r\na,a/y.jpg,no_face,1\r\n";
        Files.writeString(files.failures(), damaged);
        refused(Code.OUTPUT_DAMAGED, () -> Asked.of(csv).retryFailed().open());
        assertThat(files.failures()).hasContent(damaged);
        assertThat(filesInFolder()).containsExactly("out.csv", "out.facet", "out.failures.csv");
    }

    @Test
    void nextStartCountsTheTornBytesThatItCutOff() throws IOException {
        writeOne(Asked.of(csv));
        Files.writeString(csv, "b,b/torn", StandardOpenOption.APPEND);
        try (OpenOutput output = Asked.of(csv).resume().open()) {
            assertThat(output.torn()).isEqualTo(8);
        }
        assertThat(Rows.paths(csv)).containsExactly("a/x.jpg");
    }

    private List<String> filesInFolder() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
