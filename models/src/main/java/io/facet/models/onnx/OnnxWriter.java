package io.facet.models.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedOutputStream;
import io.facet.models.ModelException;
import io.facet.models.ModelException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes ONNX files so that a file of the final name is always a whole one. Stateless. */
public final class OnnxWriter {
    private static final int BUFFER = 1 << 16;

    private OnnxWriter() {}

    /**
     * Writes the model beside {@code target} under another name, forces it to the disk and moves it into place. The
     * same model gives the same bytes.
     *
     * @throws ModelException STORE_IO if the file cannot be written; nothing is left behind then
     */
    public static void write(ModelProto model, Path target) {
        write(model, target, part -> {});
    }

    /**
     * As {@link #write(ModelProto, Path)}, but the whole file is shown to {@code check} before it gets its name.
     *
     * @param check opens and closes the file as it likes; what it throws is passed on, and nothing is left behind
     * @throws ModelException STORE_IO if the file cannot be written
     */
    public static void write(ModelProto model, Path target, Consumer<Path> check) {
        Path absolute = target.toAbsolutePath();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try {
                writePart(model, part);
                check.accept(part);
                move(part, absolute);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new ModelException(
                    Code.STORE_IO,
                    "Cannot write " + target + " (" + e + "): check the folder, its permissions and its free space.",
                    e);
        }
    }

    private static void writePart(ModelProto model, Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream stream = Channels.newOutputStream(channel);
            CodedOutputStream coded = CodedOutputStream.newInstance(stream, BUFFER);
            coded.useDeterministicSerialization();
            model.writeTo(coded);
            coded.flush();
            channel.force(true);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
