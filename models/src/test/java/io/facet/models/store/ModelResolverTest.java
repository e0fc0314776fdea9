package io.facet.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import io.facet.models.catalogue.CardYaml;
import io.facet.models.catalogue.Catalogue;
import io.facet.models.catalogue.ModelCard;
import io.facet.models.catalogue.ModelCard.ModelFile;
import io.facet.models.catalogue.ModelCard.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelResolverTest {
    private static final byte[] FP32 = TestCards.content(500);
    private static final byte[] INT8 = TestCards.content(300);
    private static final ModelCard PUBLIC = TestCards.card(
            "public",
            "public",
            new ModelFile(Precision.FP32, "a.onnx", TestCards.sha256(FP32), FP32.length, "https://example.org/a"),
            new ModelFile(Precision.INT8, "b.onnx", TestCards.sha256(INT8), INT8.length, "https://example.org/b"));
    private static final ModelCard FAMILY = TestCards.free("family", "family");
    private static final ModelCard RELATIVE = TestCards.free("family-squash", "family");
    private static final ModelCard TWIN_A = TestCards.free("twin-a", "twins");
    private static final ModelCard TWIN_B = TestCards.free("twin-b", "twins");
    private static final ModelCard ONLY = TestCards.free("only", "weights-of-only");

    @TempDir
    Path temp;

    private final Map<String, String> metadata = new HashMap<>();
    private ModelStore store;
    private ModelResolver resolver;

    @BeforeEach
    void setUp() {
        Catalogue catalogue =
                Catalogue.load(List.of(PUBLIC, FAMILY, RELATIVE, TWIN_A, TWIN_B, ONLY), temp.resolve("cards"));
        store = new ModelStore(temp.resolve("models"));
        resolver = new ModelResolver(catalogue, store, file -> metadata);
    }

    @Test
    void idLeadsToItsInstalledFile() throws IOException {
        StoredFile stored = store.importFile(write("x.onnx", FP32), PUBLIC, Precision.FP32, Progress.NONE);
        assertThat(resolver.resolve("public", Precision.FP32))
                .isEqualTo(new ResolvedModel(PUBLIC, Precision.FP32, stored));
    }

    @Test
    void convertedFileServesItsRelativesToo() throws IOException {
        StoredFile stored = store.importFile(write("x.onnx", FP32), FAMILY, Precision.FP32, Progress.NONE);
        assertThat(resolver.resolve("family-squash", Precision.FP32))
                .isEqualTo(new ResolvedModel(RELATIVE, Precision.FP32, stored));
    }

    @Test
    void missingFileNamesTheCommandThatGetsIt() {
        assertFails(
                "public",
                Precision.FP32,
                Code.MODEL_MISSING,
                "public (fp32) is not on this computer: run `facet models pull public`");
        assertFails("public", Precision.INT8, Code.MODEL_MISSING, "run `facet models pull public --precision int8`");
        assertFails("public", Precision.FP16, Code.MODEL_MISSING, "the card has fp32, int8. Choose one of those");
        assertFails(
                "family",
                Precision.FP32,
                Code.MODEL_MISSING,
                "family (fp32) is not on this computer. Ask its maker for it.");
    }

    @Test
    void unknownIdIsRefused() {
        assertFails("publik", Precision.FP32, Code.MODEL_UNKNOWN, "did you mean public?");
    }

    @Test
    void fileThatACardPinsIsThatCardsWhateverItsName() throws IOException {
        Path file = write("renamed.onnx", INT8);
        ResolvedModel model = resolver.resolve(file.toString(), Precision.FP32);
        assertThat(model.card()).isEqualTo(PUBLIC);
        assertThat(model.precision()).isEqualTo(Precision.INT8);
        assertThat(model.file()).isEqualTo(new StoredFile(file, TestCards.sha256(INT8), INT8.length));
        assertThat(store.list()).isEmpty();
    }

    @Test
    void cardBesideTheFileIsUsedUnderEitherName() throws IOException {
        Path file = write("mine.onnx", new byte[] {1});
        ModelCard mine = TestCards.free("mine", "mine");
        Path short1 = Files.writeString(temp.resolve("mine.yaml"), CardYaml.write(mine));
        assertThat(resolver.resolve(file.toString(), Precision.FP16))
                .isEqualTo(new ResolvedModel(
                        mine, Precision.FP16, new StoredFile(file, TestCards.sha256(new byte[] {1}), 1)));
        Files.move(short1, temp.resolve("mine.onnx.yaml"));
        assertThat(resolver.resolve(file.toString(), Precision.FP32).card()).isEqualTo(mine);
    }

    @Test
    void cardBesideTheFileIsCheckedLikeAnyOther() throws IOException {
        Path file = write("mine.onnx", new byte[] {1});
        Path sidecar = Files.writeString(temp.resolve("mine.yaml"), "id: mine\n");
        assertFails(file.toString(), Precision.FP32, Code.CARD_INVALID, sidecar + ":1: the key");
        Files.writeString(sidecar, CardYaml.write(TestCards.pinned("mine", new byte[] {2})));
        assertFails(
                file.toString(),
                Precision.FP32,
                Code.MODEL_CHECKSUM,
                file + " is not the file of its card " + sidecar + ": expected SHA-256 ");
        Files.writeString(sidecar, CardYaml.write(FAMILY).replace("\"squash\"", "\"short-side-centre-crop\""));
        assertFails(file.toString(), Precision.FP32, Code.CARD_INVALID, "its id family belongs to another card");
        Files.writeString(sidecar, CardYaml.write(FAMILY).replace("For tests.", "Other words."));
        assertThat(resolver.resolve(file.toString(), Precision.FP32).card().id())
                .isEqualTo("family");
    }

    @Test
    void metadataLeadsToTheCardOfThatFamily() throws IOException {
        Path file = write("converted.onnx", new byte[] {1});
        metadata.put(ModelCard.WEIGHTS_KEY, "family");
        assertThat(resolver.resolve(file.toString(), Precision.FP32).card()).isEqualTo(FAMILY);
        metadata.put(ModelCard.WEIGHTS_KEY, "weights-of-only");
        assertThat(resolver.resolve(file.toString(), Precision.FP32).card()).isEqualTo(ONLY);
        metadata.put(ModelCard.WEIGHTS_KEY, "twins");
        assertFails(file.toString(), Precision.FP32, Code.MODEL_UNKNOWN, "several cards feed that: twin-a, twin-b");
        metadata.put(ModelCard.WEIGHTS_KEY, "stranger\n");
        assertFails(file.toString(), Precision.FP32, Code.MODEL_UNKNOWN, "\"stranger?\", but no card feeds that");
    }

    @Test
    void fileWithoutAnyCardSaysHowToMakeOne() throws IOException {
        Path file = write("bare.onnx", new byte[] {1});
        assertFails(
                file.toString(),
                Precision.FP32,
                Code.MODEL_UNKNOWN,
                "no card says how to feed " + file + ": write one as bare.onnx.yaml beside it");
    }

    @Test
    void pathsThatLeadNowhereAreMissing() {
        assertFails("./no.onnx", Precision.FP32, Code.MODEL_MISSING, "./no.onnx does not exist");
        assertFails("NO.ONNX", Precision.FP32, Code.MODEL_MISSING, "NO.ONNX does not exist");
        assertFails(temp.toString(), Precision.FP32, Code.MODEL_MISSING, "is not a file");
        assertFails("a/\0.onnx", Precision.FP32, Code.MODEL_MISSING, "is not a path of this computer");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(temp.resolve(name), content);
    }

    private void assertFails(String model, Precision precision, Code code, String message) {
        assertThatThrownBy(() -> resolver.resolve(model, precision))
                .asInstanceOf(type(ModelException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(message).doesNotContain("\n"));
    }
}
