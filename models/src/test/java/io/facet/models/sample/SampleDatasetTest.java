package io.facet.models.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facet.models.sample.SampleDataset.Options;
import io.facet.models.sample.SampleException.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDatasetTest {
    private static final Options SMALL = new Options(3, 2, 40, 48, 0);

    @TempDir
    Path temp;

    @Test
    void writesOneFolderPerPersonWithReadablePictures() throws IOException {
        Path dir = temp.resolve("new/sample");
        assertThat(SampleDataset.write(dir, SMALL, (done, total) -> {})).isEqualTo(6);
        assertThat(files(dir))
                .containsExactlyInAnyOrder(
                        SampleFolder.MARKER,
                        "ada/ada-001.jpg",
                        "ada/ada-002.jpg",
                        "bruno/bruno-001.jpg",
                        "bruno/bruno-002.jpg",
                        "chika/chika-001.jpg",
                        "chika/chika-002.jpg");
        BufferedImage picture = ImageIO.read(dir.resolve("chika/chika-002.jpg").toFile());
        assertThat(picture.getWidth()).isEqualTo(40);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    @Test
    void reportsEveryPicture() {
        List<String> heard = new ArrayList<>();
        SampleDataset.write(temp, SMALL, (done, total) -> heard.add(done + "/" + total));
        assertThat(heard).containsExactly("1/6", "2/6", "3/6", "4/6", "5/6", "6/6");
    }

    @Test
    void writesTheSameBytesAgainAndRepairsWhatIsMissing() throws IOException {
        SampleDataset.write(temp, SMALL, (done, total) -> {});
        Path file = temp.resolve("bruno/bruno-002.jpg");
        byte[] before = Files.readAllBytes(file);
        Files.delete(file);
        SampleDataset.write(temp, SMALL, (done, total) -> {});
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesAFolderWithSomethingElseInIt() throws IOException {
        Files.writeString(temp.resolve("holiday.txt"), "mine");
        assertThatThrownBy(() -> SampleDataset.write(temp, SMALL, (done, total) -> {}))
                .isInstanceOfSatisfying(
                        SampleException.class, e -> assertThat(e.code()).isEqualTo(Code.SAMPLE_FOLDER_IN_USE))
                .hasMessageContaining("not empty");
        assertThat(files(temp)).containsExactly("holiday.txt");
    }

    @Test
    void refusesASampleDatasetOfOtherOptions() {
        SampleDataset.write(temp, SMALL, (done, total) -> {});
        Options other = new Options(2, 2, 40, 48, 0);
        assertThatThrownBy(() -> SampleDataset.write(temp, other, (done, total) -> {}))
                .isInstanceOf(SampleException.class)
                .hasMessageContaining("another sample dataset");
    }

    @Test
    void goesOnAfterBeingKilledWhileItWroteItsFirstFile() throws IOException {
        Files.writeString(temp.resolve("." + SampleFolder.MARKER + ".part"), "Fac");
        assertThat(SampleDataset.write(temp, SMALL, (done, total) -> {})).isEqualTo(6);
        assertThat(files(temp)).hasSize(7);
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatThrownBy(() -> SampleDataset.write(file, SMALL, (done, total) -> {}))
                .isInstanceOf(SampleException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void stopsAfterThePictureInHandWhenInterrupted() {
        int written = SampleDataset.write(
                temp, SMALL, (done, total) -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).isEqualTo(1);
    }

    @Test
    void everyPersonHasANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(SampleNames.of(i)).matches("[a-z]+(-[0-9]+)?");
            names.add(SampleNames.of(i));
        }
        assertThat(names).hasSize(1000);
    }

    private static List<String> files(Path dir) throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile)
                    .map(p -> dir.relativize(p).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
