package io.facet.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ModelStoreTest {
    private static final byte[] CONTENT = TestCards.content(100_000);
    private static final String SHA256 = TestCards.sha256(CONTENT);

    @TempDir
    Path temp;

    private Path root;
    private Path file;
    private ModelStore store;

    @BeforeEach
    void setUp() throws IOException {
        root = temp.resolve("models");
        file = Files.write(temp.resolve("users.onnx"), CONTENT);
        store = new ModelStore(root);
    }

    @Test
    void emptyStoreHasNothingAndMakesNoFolder() {
        assertThat(store.locate(TestCards.pinned("a", CONTENT), Precision.FP32)).isEmpty();
        assertThat(store.locate(TestCards.free("a", "a"), Precision.FP32)).isEmpty();
        assertThat(store.locate(SHA256)).isEmpty();
        assertThat(store.list()).isEmpty();
        assertThat(store.verify(Progress.NONE)).isEqualTo(new StoreCheck(List.of(), List.of()));
        assertThat(store.remove(TestCards.free("a", "a"))).isEmpty();
        assertThat(root).doesNotExist();
    }

    @Test
    void importedFileServesEveryCardThatSharesItsWeights() {
        List<Long> seen = new ArrayList<>();
        StoredFile stored =
                store.importFile(file, TestCards.free("a", "family"), Precision.FP32, (done, total) -> seen.add(done));
        assertThat(stored).isEqualTo(new StoredFile(root.resolve("sha256").resolve(SHA256), SHA256, CONTENT.length));
        assertThat(stored.path()).hasBinaryContent(CONTENT);
        assertThat(seen).isSorted().endsWith((long) CONTENT.length);
        ModelStore reopened = new ModelStore(root);
        assertThat(reopened.locate(TestCards.free("b", "family"), Precision.FP32))
                .contains(stored);
        assertThat(reopened.locate(TestCards.free("family", "other"), Precision.FP32))
                .isEmpty();
        assertThat(reopened.locate(TestCards.free("b", "family"), Precision.INT8))
                .isEmpty();
        assertThat(reopened.list()).containsExactly(stored);
    }

    @Test
    void laterImportReplacesAnEarlierOne() throws IOException {
        ModelCard card = TestCards.free("a", "a");
        store.importFile(file, card, Precision.FP32, Progress.NONE);
        Path newer = Files.write(temp.resolve("newer.onnx"), new byte[] {1, 2, 3});
        StoredFile stored = store.importFile(newer, card, Precision.FP32, Progress.NONE);
        assertThat(store.locate(card, Precision.FP32)).contains(stored);
    }

    @Test
    void wrongFileForAPinnedCardLeavesNothingAndNamesBothHashes() throws IOException {
        ModelCard card = TestCards.pinned("sure", new byte[] {1, 2, 3});
        assertFails(
                () -> store.importFile(file, card, Precision.FP32, Progress.NONE),
                Code.MODEL_CHECKSUM,
                file + " is not the file of sure (fp32): expected SHA-256 " + TestCards.sha256(new byte[] {1, 2, 3})
                        + " but found " + SHA256);
        assertThat(filesIn("sha256")).isEmpty();
        assertThat(filesIn("incoming")).isEmpty();
    }

    @Test
    void importThatDoesNotFitTheDiskIsRefused() {
        ModelStore full = new ModelStore(
                new StoreFolder(root, folder -> 99_999), ModelFileSource.NONE, OnnxMetadata.NONE, PullFixture.QUICK);
        assertFails(
                () -> full.importFile(file, TestCards.free("a", "a"), Precision.FP32, Progress.NONE),
                Code.STORE_IO,
                "the disk of " + root + " has 100.0 kB left but 100.0 kB are needed: free some space");
    }

    @Test
    void whatIsNoFileCannotBeImported() {
        ModelCard card = TestCards.free("a", "a");
        assertFails(
                () -> store.importFile(temp, card, Precision.FP32, Progress.NONE),
                Code.MODEL_MISSING,
                temp + " is not a file");
        assertFails(
                () -> store.importFile(temp.resolve("no.onnx"), card, Precision.FP32, Progress.NONE),
                Code.MODEL_MISSING,
                temp.resolve("no.onnx") + " does not exist");
    }

    @Test
    void fileThatSaysItHoldsOtherWeightsIsRefused() {
        ModelStore reading =
                new ModelStore(root, ModelFileSource.NONE, path -> Map.of(ModelCard.WEIGHTS_KEY, "resnet-bench"));
        assertFails(
                () -> reading.importFile(file, TestCards.free("a", "resnet"), Precision.FP32, Progress.NONE),
                Code.MODEL_INVALID,
                file + " says that it holds \"resnet-bench\", but a feeds resnet");
        assertThat(reading.importFile(file, TestCards.free("b", "resnet-bench"), Precision.FP32, Progress.NONE))
                .isNotNull();
    }

    @Test
    void folderThatCannotBeWrittenIsReportedOnOneLine() throws IOException {
        Files.writeString(root, "a file where the folder should be");
        assertFails(
                () -> store.importFile(file, TestCards.free("a", "a"), Precision.FP32, Progress.NONE),
                Code.STORE_IO,
                "the model folder " + root + " cannot be written to");
    }

    @Test
    void putStoresOnlyWhatItsHashSays() throws IOException {
        assertThat(store.put(new ByteArrayInputStream(CONTENT), SHA256, CONTENT.length)
                        .path())
                .hasBinaryContent(CONTENT);
        String other = TestCards.sha256(new byte[] {1});
        assertFails(
                () -> store.put(new ByteArrayInputStream(CONTENT), other, CONTENT.length),
                Code.MODEL_CHECKSUM,
                SHA256 + " came where " + other + " was expected");
        assertFails(() -> store.put(new ByteArrayInputStream(CONTENT), other, 5), Code.MODEL_CHECKSUM, "but more came");
        assertFails(
                () -> store.put(new ByteArrayInputStream(CONTENT), other, 100_001),
                Code.MODEL_CHECKSUM,
                "but 100000 came");
        assertThat(filesIn("sha256")).containsExactly(SHA256);
        assertThat(filesIn("incoming")).isEmpty();
    }

    @Test
    void hashesThatAreNoneNeverBecomePaths() {
        for (String bad : List.of("../../etc/passwd", "", SHA256.toUpperCase(java.util.Locale.ROOT), SHA256 + "0")) {
            assertFails(() -> store.locate(bad), Code.MODEL_INVALID, "is not a SHA-256");
            assertFails(() -> store.put(InputStream.nullInputStream(), bad, 1), Code.MODEL_INVALID, "is not a SHA-256");
            assertFails(
                    () -> store.receive(bad, 1, Progress.NONE, () -> false, in -> {}),
                    Code.MODEL_INVALID,
                    "is not a SHA-256");
        }
    }

    @Test
    void sizesThatNoFileHasAreRefused() {
        for (long bad : new long[] {-1, 0, Long.MAX_VALUE}) {
            assertFails(
                    () -> store.receive(SHA256, bad, Progress.NONE, () -> false, in -> {}),
                    Code.MODEL_INVALID,
                    "a model file has 1 to");
        }
    }

    @Test
    void receivingGoesOnWhereItBroke() {
        assertThatThrownBy(() -> store.receive(SHA256, CONTENT.length, Progress.NONE, () -> false, in -> {
                    in.append(ByteBuffer.wrap(CONTENT, 0, 30_000));
                    throw new IllegalStateException("the stream broke");
                }))
                .hasMessage("the stream broke");
        StoredFile stored = new ModelStore(root).receive(SHA256, CONTENT.length, Progress.NONE, () -> false, in -> {
            assertThat(in.offset()).isEqualTo(30_000);
            in.append(ByteBuffer.wrap(CONTENT, 30_000, 70_000));
        });
        assertThat(stored.path()).hasBinaryContent(CONTENT);
        assertThat(store.receive(SHA256, CONTENT.length, Progress.NONE, () -> false, in -> {
                    throw new AssertionError("it is here already");
                }))
                .isEqualTo(stored);
    }

    @Test
    void receivingRefusesTooFewTooManyAndWrongBytes() throws IOException {
        assertFails(
                () -> store.receive(
                        SHA256, CONTENT.length, Progress.NONE, () -> false, in -> in.append(ByteBuffer.allocate(7))),
                Code.MODEL_DOWNLOAD,
                "only 7 of 100000 bytes came");
        assertFails(
                () -> store.receive(SHA256, CONTENT.length, Progress.NONE, () -> false, in -> {
                    assertThat(in.offset()).isEqualTo(7);
                    in.append(ByteBuffer.wrap(CONTENT, 7, CONTENT.length - 7));
                }),
                Code.MODEL_CHECKSUM,
                "came where " + SHA256 + " was expected; it was not kept");
        assertFails(
                () -> store.receive(SHA256, 10, Progress.NONE, () -> false, in -> in.append(ByteBuffer.wrap(CONTENT))),
                Code.MODEL_CHECKSUM,
                "more than the 10 bytes came");
        assertThat(filesIn("sha256")).isEmpty();
        assertThat(filesIn("partial")).isEmpty();
    }

    @Test
    void threadsThatWantTheSameFileShareOneTransfer() throws Exception {
        AtomicInteger transfers = new AtomicInteger();
        Callable<StoredFile> receive = () -> store.receive(SHA256, CONTENT.length, Progress.NONE, () -> false, in -> {
            transfers.incrementAndGet();
            in.append(ByteBuffer.wrap(CONTENT));
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<StoredFile> stored : threads.invokeAll(java.util.Collections.nCopies(16, receive))) {
                assertThat(stored.get().sha256()).isEqualTo(SHA256);
            }
        }
        assertThat(transfers).hasValue(1);
    }

    @Test
    void verifyDeletesWhatIsDamagedAndWhatIsAbandoned() throws IOException {
        StoredFile good = store.importFile(file, TestCards.free("a", "a"), Precision.FP32, Progress.NONE);
        StoredFile bad = store.put(new ByteArrayInputStream(new byte[] {1}), TestCards.sha256(new byte[] {1}), 1);
        Files.write(bad.path(), new byte[] {2});
        Path old = Files.write(root.resolve("incoming/old.tmp"), new byte[] {1});
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path fresh = Files.write(root.resolve("incoming/fresh.tmp"), new byte[] {1});
        List<Long> seen = new ArrayList<>();
        assertThat(store.verify((done, total) -> seen.add(done)))
                .isEqualTo(new StoreCheck(List.of(good), List.of(bad.sha256())));
        assertThat(seen).isSorted().endsWith((long) CONTENT.length + 1);
        assertThat(bad.path()).doesNotExist();
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void fileThatLostBytesCountsAsMissing() throws IOException {
        ModelCard card = TestCards.pinned("a", CONTENT);
        StoredFile stored = store.importFile(file, card, Precision.FP32, Progress.NONE);
        Files.write(stored.path(), Arrays.copyOf(CONTENT, 99));
        assertThat(store.locate(card, Precision.FP32)).isEmpty();
        store.importFile(file, card, Precision.FP32, Progress.NONE);
        assertThat(store.locate(card, Precision.FP32)).contains(stored);
    }

    @Test
    void removingTakesEveryPrecisionButNotWhatOthersAreServedBy() throws IOException {
        ModelCard mixed =
                TestCards.card("mixed", "mixed", new ModelFile(Precision.FP32, "a.onnx", SHA256, CONTENT.length, ""));
        StoredFile pinned = store.importFile(file, mixed, Precision.FP32, Progress.NONE);
        Path small = Files.write(temp.resolve("small.onnx"), new byte[] {1, 2, 3});
        store.importFile(small, mixed, Precision.INT8, Progress.NONE);
        ModelCard other = TestCards.free("other", "other");
        StoredFile shared = store.importFile(small, other, Precision.FP32, Progress.NONE);
        assertThat(store.remove(mixed)).containsExactly(pinned);
        assertThat(store.locate(mixed, Precision.FP32)).isEmpty();
        assertThat(store.locate(mixed, Precision.INT8)).isEmpty();
        assertThat(store.locate(other, Precision.FP32)).contains(shared);
    }

    @Test
    void filesOfFacetsOwnAreWrittenWhenFirstAskedFor() throws IOException {
        ModelFileSource source = (card, precision) -> card.id().equals("own") && precision == Precision.FP32
                ? Optional.of(new ModelFileSource.SuppliedFile(
                        SHA256, CONTENT.length, () -> new ByteArrayInputStream(CONTENT)))
                : Optional.empty();
        ModelStore supplied = new ModelStore(root, source, OnnxMetadata.NONE);
        ModelCard own = TestCards.free("own", "own");
        assertThat(supplied.locate(own, Precision.FP32).orElseThrow().path()).hasBinaryContent(CONTENT);
        assertThat(supplied.pull(own, Precision.FP32, Progress.NONE, () -> false)
                        .sha256())
                .isEqualTo(SHA256);
        assertThat(supplied.locate(own, Precision.INT8)).isEmpty();
        supplied.remove(own);
        assertThat(supplied.list()).isEmpty();
        assertThat(supplied.locate(own, Precision.FP32)).isPresent();
        Path other = Files.write(temp.resolve("other.onnx"), new byte[] {1});
        assertFails(
                () -> supplied.importFile(other, own, Precision.FP32, Progress.NONE),
                Code.MODEL_CHECKSUM,
                "expected SHA-256 " + SHA256);
    }

    @Test
    void brokenIndexIsAsIfItWereNotThere() throws IOException {
        ModelCard card = TestCards.free("a", "a");
        store.importFile(file, card, Precision.FP32, Progress.NONE);
        Files.write(root.resolve("index/a.fp32"), new byte[] {(byte) 0xff, 0, 7});
        assertThat(store.locate(card, Precision.FP32)).isEmpty();
    }

    private List<String> filesIn(String folder) throws IOException {
        if (!Files.exists(root.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    private static void assertFails(Callable<?> work, Code code, String message) {
        assertThatThrownBy(work::call)
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
    }
}
