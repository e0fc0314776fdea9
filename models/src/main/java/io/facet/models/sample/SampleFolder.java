package io.facet.models.sample;

import io.facet.models.sample.SampleDataset.Options;
import io.facet.models.sample.SampleException.Code;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The folder of a sample dataset, with the marker file by which it is known again. For one thread. */
final class SampleFolder {
    /** Hidden, and no image, so that a scan of the dataset passes it by. */
    static final String MARKER = ".facet-sample";

    private static final float QUALITY = 0.9f;

    private final Path root;

    private SampleFolder(Path root) {
        this.root = root;
    }

    /** Makes the folder, or finds it empty or ours. */
    static SampleFolder open(Path dir, Options options) throws IOException {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new SampleException(Code.SAMPLE_FOLDER_IN_USE, dir + " is a file: choose a folder.");
        }
        Files.createDirectories(dir);
        byte[] marker = describe(options).getBytes(StandardCharsets.UTF_8);
        Path file = dir.resolve(MARKER);
        if (Files.isRegularFile(file)) {
            if (!Arrays.equals(marker, Files.readAllBytes(file))) {
                throw new SampleException(
                        Code.SAMPLE_FOLDER_IN_USE,
                        dir + " holds another sample dataset: choose an empty folder, or delete that one first.");
            }
        } else if (!isEmpty(dir)) {
            throw new SampleException(
                    Code.SAMPLE_FOLDER_IN_USE, dir + " is not empty: choose an empty folder, or a new name.");
        }
        writeWhole(file, marker);
        return new SampleFolder(dir);
    }

    /** Writes {@code label/label-001.jpg} for image 0. */
    void write(String label, int image, BufferedImage picture) throws IOException {
        Path folder = Files.createDirectories(root.resolve(label));
        writeWhole(folder.resolve(String.format(Locale.ROOT, "%s-%03d.jpg", label, image + 1)), jpeg(picture));
    }

    private static String describe(Options o) {
        return String.format(
                Locale.ROOT,
                "Facet sample dataset: %d people, %d pictures each, %dx%d, seed %d\n",
                o.identities(),
                o.imagesEach(),
                o.width(),
                o.height(),
                o.seed());
    }

    private static boolean isEmpty(Path dir) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
            for (Path entry : entries) {
                // Left by a run that was killed while it wrote the marker.
                if (!entry.getFileName().toString().equals(part(MARKER))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static String part(String name) {
        return "." + name + ".part";
    }

    private static void writeWhole(Path target, byte[] content) throws IOException {
        Path part = target.resolveSibling(part(target.getFileName().toString()));
        try {
            Files.write(part, content);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
