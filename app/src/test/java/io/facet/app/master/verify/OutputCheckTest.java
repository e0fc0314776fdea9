package io.facet.app.master.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facet.app.UserException;
import io.facet.app.UserException.Code;
import io.facet.app.master.output.Manifest;
import io.facet.app.master.output.OutputFiles;
import io.facet.app.master.output.ReadProgress;
import io.facet.app.master.verify.Finding.Kind;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ShippedCards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputCheckTest {
    private final Path folder;
    private final Path csv;
    private final OutputFiles files;
    private final CheckedRun run;
    private final OutputCheck check;

    OutputCheckTest(@TempDir Path folder) {
        this.folder = folder;
        csv = folder.resolve("out.csv");
        files = OutputFiles.of(csv);
        run = new CheckedRun(csv);
        check = new OutputCheck(Catalogue.load(ShippedCards.load(), folder.resolve("cards")));
    }

    private OutputReport check() {
        OutputReport report = check.check(csv, ReadProgress.NONE);
        assertThat(report.findings())
                .allSatisfy(f -> assertThat(f.sentence()).doesNotContain("\n").endsWith("."));
        return report;
    }

    private List<Kind> kinds() {
        return check().findings().stream().map(Finding::kind).toList();
    }

    private Finding only(Kind kind) {
        List<Finding> findings =
                check().findings().stream().filter(f -> f.kind() == kind).toList();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    /** Changes the CSV behind the manifest's back. */
    private void change(UnaryOperator<String> edit) throws IOException {
        String text = Files.readString(csv);
        String changed = edit.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(csv, changed);
    }

    @Test
    void outputOfARunDiffersInNothing() {
        run.finish(100, 7);
        OutputReport report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.rows()).isEqualTo(100);
        assertThat(report.failures()).isEqualTo(7);
        assertThat(report.manifest().state()).isEqualTo(Manifest.State.FINISHED);
    }

    @Test
    void manifestNamesTheOutputAsWellAsTheCsvDoes() throws IOException {
        run.finish(3, 0);
        assertThat(check.check(files.manifest(), ReadProgress.NONE)).isEqualTo(check());
        // All renamed together, as NAME.csv and NAME.facet.
        Path renamed = folder.resolve("renamed.facet");
        Files.move(files.manifest(), renamed);
        Files.move(csv, folder.resolve("renamed.csv"));
        Files.move(files.failures(), folder.resolve("renamed.failures.csv"));
        OutputReport report = check.check(renamed, ReadProgress.NONE);
        assertThat(report.isSound()).isTrue();
        assertThat(report.files().csv().getFileName()).hasToString("renamed.csv");
    }

    @Test
    void oneChangedDigitIsFoundByTheDigest() throws IOException {
        run.finish(10, 0);
        change(text -> {
            int digit = text.indexOf("a/00003.jpg,") + "a/00003.jpg,-0.9".length();
            return text.substring(0, digit) + (text.charAt(digit) == '5' ? '6' : '5') + text.substring(digit + 1);
        });
        assertThat(kinds()).contains(Kind.SHA256);
        assertThat(only(Kind.SHA256).sentence()).contains("the manifest says");
    }

    @Test
    void missingRowIsFound() throws IOException {
        run.finish(10, 0);
        change(text -> text.replaceFirst("a,a/00004[^\n]*\n", ""));
        assertThat(kinds()).containsExactly(Kind.SHA256, Kind.ROWS);
        assertThat(only(Kind.ROWS).sentence()).isEqualTo("There are 9 rows; the manifest says 10.");
    }

    @Test
    void tornLastRowIsFound() throws IOException {
        run.finish(10, 0);
        Files.writeString(csv, "a,a/99999.jpg,0.1", StandardOpenOption.APPEND);
        assertThat(kinds()).containsExactly(Kind.TORN, Kind.SHA256);
    }

    @Test
    void rowsThatAreNoneAreCountedAndTheFirstIsNamed() throws IOException {
        run.finish(10, 0);
        change(text -> text.replaceFirst("a/00002.jpg,[^,]*,", "a/00002.jpg,much,")
                .replaceFirst("a/00005.jpg,[^,]*,", "a/00005.jpg,"));
        Finding finding = only(Kind.RECORD);
        assertThat(finding.count()).isEqualTo(2);
        assertThat(finding.sentence()).isEqualTo("2 records are no rows; the first: record 3, \"much\" is no number.");
    }

    @Test
    void numbersThatAreNotFiniteAreFound() throws IOException {
        run.finish(4, 0);
        change(text -> text.replaceFirst("a/00002.jpg,[^,]*,", "a/00002.jpg,NaN,")
                .replaceFirst("a/00003.jpg,[^,]*,", "a/00003.jpg,-Infinity,"));
        assertThat(only(Kind.NOT_FINITE).count()).isEqualTo(2);
        assertThat(only(Kind.NOT_FINITE).sentence()).contains("record 3, a/00002.jpg");
    }

    @Test
    void vectorsOfAnotherLengthAreFoundWhereTheCardSaysOne() throws IOException {
        run.finish(4, 0);
        change(text -> text.replaceFirst("a/00002.jpg,[^,]*,", "a/00002.jpg,0.999,"));
        assertThat(only(Kind.NOT_UNIT).sentence())
                .matches("1 vector does not have length 1; the first: record 3, a/00002.jpg, length 1\\.\\d{6}\\.");
    }

    @Test
    void lengthsAreNotJudgedWhereTheCardIsUnknownOrSaysOtherwise() throws IOException {
        run.model(new Manifest.Model("mine", "5".repeat(64), "6".repeat(64), "fp32"))
                .finish(4, 0);
        change(text -> text.replaceFirst("a/00002.jpg,[^,]*,", "a/00002.jpg,0.999,"));
        assertThat(kinds()).containsExactly(Kind.SHA256);
        assertThat(check().notes()).singleElement().asString().contains("card of the model is not known here");

        run.model(null).finish(4, 0);
        change(text -> text.replaceFirst("a/00002.jpg,[^,]*,", "a/00002.jpg,0.999,"));
        assertThat(kinds()).containsExactly(Kind.SHA256);
        assertThat(check().notes()).isEmpty();
    }

    @Test
    void vectorsOfZerosAreToldAndNoDifference() {
        run.zero(2).finish(4, 0);
        assertThat(check().isSound()).isTrue();
        assertThat(check().notes()).singleElement().asString().startsWith("1 vectors are all zero");
    }

    @Test
    void imageWithTwoRowsIsFound() throws IOException {
        run.finish(6, 0);
        change(text -> text.replace("a/00005.jpg", "a/00001.jpg").replace("a/00004.jpg", "a/00001.jpg"));
        assertThat(only(Kind.PATH_TWICE).count()).isEqualTo(2);
        assertThat(only(Kind.PATH_TWICE).sentence())
                .isEqualTo("2 rows are of images that have one already; the first: record 5, a/00001.jpg.");
    }

    @Test
    void imageWithARowAndAFailureIsFound() throws IOException {
        run.finish(6, 2);
        String failures = Files.readString(files.failures());
        Files.writeString(files.failures(), failures.replaceFirst("b/00000.jpg", "a/00003.jpg"));
        assertThat(kinds()).containsExactly(Kind.PATH_IN_BOTH);
        assertThat(only(Kind.PATH_IN_BOTH).sentence())
                .isEqualTo("1 image has a row and a failure; the first: a/00003.jpg.");
    }

    @Test
    void failuresOtherThanTheManifestCountsAreFound() throws IOException {
        run.finish(6, 2);
        Files.writeString(files.failures(), "b,b/9.jpg,no_face,None.,1\r\n", StandardOpenOption.APPEND);
        assertThat(only(Kind.FAILURES).sentence())
                .isEqualTo("The failures file holds no_face=1, unreadable=2; the manifest says unreadable=2.");
        Files.delete(files.failures());
        assertThat(only(Kind.FAILURES).sentence()).contains("is missing; the manifest counts 2 failures");
        Files.writeString(files.failures(), "something else\n");
        assertThat(only(Kind.FAILURES).sentence()).contains("begins with other columns");
    }

    @Test
    void otherColumnsAreFound() throws IOException {
        run.finish(3, 0);
        change(text -> text.replaceFirst("label,path,", "name,file,"));
        assertThat(kinds()).contains(Kind.HEADER, Kind.SHA256, Kind.ROWS);
        Files.writeString(csv, "label,path,e0\r\na,a/1.jpg,1\r\n");
        assertThat(only(Kind.DIMENSION).sentence()).isEqualTo("Rows have 1 numbers; the manifest says 3.");
        Files.writeString(csv, "");
        assertThat(only(Kind.HEADER).sentence()).isEqualTo("The file has no header.");
    }

    @Test
    void strayQuoteIsAFindingAndNoCrash() throws IOException {
        run.finish(2000, 0);
        change(text -> text.replaceFirst("a/00001.jpg", "\"a/00001.jpg"));
        assertThat(kinds()).contains(Kind.SHA256);
        assertThat(check().isSound()).isFalse();
    }

    @Test
    void interruptedRunIsCheckedAsFarAsItCanBe() throws IOException {
        run.stop(Manifest.State.INTERRUPTED, 10, 2);
        OutputReport report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).singleElement().asString().contains("was interrupted", "no SHA-256");
        change(text -> text.replaceFirst("a,a/00004[^\n]*\n", ""));
        assertThat(kinds()).containsExactly(Kind.ROWS);
    }

    @Test
    void runThatWasKilledMayHaveMoreRowsThanItsManifestSaysAndATornOne() throws IOException {
        run.stop(Manifest.State.RUNNING, 10, 0);
        Files.writeString(csv, "a,a/00010.jpg,1,0,0\r\na,a/000", StandardOpenOption.APPEND);
        assertThat(check().findings()).isEmpty();
        assertThat(check().rows()).isEqualTo(11);
        assertThat(check().notes()).singleElement().asString().contains("goes on or was killed");
        change(text -> text.replaceAll("a,a/0000[4-9][^\n]*\n", ""));
        assertThat(kinds()).containsExactly(Kind.ROWS);
    }

    @Test
    void manifestThatNamesNoDigestIsFound() {
        run.model(new Manifest.Model("mine", "x", "y", "fp32")).finish(2, 0);
        assertThat(only(Kind.MANIFEST).sentence()).contains("which file and which card of mine");
    }

    @Test
    void withoutItsFilesNothingCanBeChecked() throws IOException {
        refused(Code.OUTPUT_MISSING, csv, "There is no file");
        run.finish(2, 0);
        Path manifest = files.manifest();
        byte[] bytes = Files.readAllBytes(manifest);
        Files.writeString(manifest, "{");
        refused(Code.OUTPUT_DAMAGED, csv, "it is damaged");
        Files.delete(manifest);
        refused(Code.OUTPUT_MISSING, csv, "it is missing");
        Files.write(manifest, bytes);
        Files.delete(csv);
        refused(Code.OUTPUT_MISSING, manifest, "is not beside it");
        Files.createDirectory(csv);
        refused(Code.OUTPUT_READ, csv, "cannot be read");
    }

    private void refused(Code code, Path file, String text) {
        UserException e = catchThrowableOfType(UserException.class, () -> check.check(file, ReadProgress.NONE));
        assertThat(e).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
        assertThat(e.getMessage()).contains(text).doesNotContain("\n").endsWith(".");
    }

    @Test
    void manifestLeadsNowhereElse() throws IOException {
        run.finish(2, 0);
        String text = Files.readString(files.manifest(), StandardCharsets.UTF_8);
        Path inner = Files.createDirectory(folder.resolve("inner")).resolve("x.facet");
        Files.writeString(inner, text.replace("\"out.csv\"", "\"../out.csv\""));
        refused(Code.OUTPUT_MISSING, inner, "is not beside it");
    }

    @Test
    void progressTellsBytesAndCanEndIt() throws IOException {
        run.finish(3000, 0);
        List<Long> told = new ArrayList<>();
        check.check(csv, (done, total) -> {
            assertThat(total).isEqualTo(csv.toFile().length());
            told.add(done);
        });
        assertThat(told).isSorted().last().isEqualTo(Files.size(csv));
        ReadProgress impatient = new ReadProgress() {
            @Override
            public void at(long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> check.check(csv, impatient)).isInstanceOf(CancellationException.class);
    }
}
