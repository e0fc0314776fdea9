package io.facet.models.engine;

import io.facet.models.NumberType;
import io.facet.models.catalogue.EmbeddingOutput;
import io.facet.models.catalogue.EmbeddingOutput.Normalise;
import io.facet.models.catalogue.ImageInput;
import io.facet.models.catalogue.ImageInput.Colours;
import io.facet.models.catalogue.ImageInput.Interpolation;
import io.facet.models.catalogue.ImageInput.Layout;
import io.facet.models.image.ImageDecoder;
import io.facet.models.image.ImageFormat;
import io.facet.models.image.ImageHeader;
import io.facet.models.image.ImageLimits;
import io.facet.models.image.Inputs;
import io.facet.models.image.Pictures;
import io.facet.models.image.Preprocessor;
import io.facet.models.runtime.Device;
import io.facet.models.runtime.ModelSession;
import io.facet.models.runtime.OnnxRuntime;
import io.facet.models.runtime.SessionBatch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Prints what each stage costs on this computer: {@code Figures ASSETS}. A quick look while developing; measurements
 * that count are made by {@code facet bench}.
 */
public final class Figures {
    private static final int ROUNDS = 7;

    private Figures() {}

    public static void main(String[] args) throws IOException {
        Path assets = Path.of(args[0]);
        BufferedImage photo = ImageIO.read(
                assets.resolve("detection/annotated_photos/000_5.jpg").toFile());
        images(scaled(photo, 250, 250));
        large(scaled(photo, 4000, 3000));
        model(assets);
    }

    private static void images(BufferedImage photo) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        ImageInput plain = Inputs.vggface2().build();
        ImageInput antialiased = Inputs.vggface2()
                .interpolation(Interpolation.BILINEAR_ANTIALIASED)
                .build();
        for (ImageFormat format : ImageFormat.values()) {
            ByteBuffer file = direct(Pictures.file(format, photo));
            String name = "250 x 250 " + format + ", " + file.limit() + " bytes: ";
            print(name + "header", 2000, () -> ImageHeader.read(file));
            print(name + "header + decode", 400, () -> decoder.decode(file).close());
        }
        ByteBuffer jpeg = direct(Pictures.jpeg(photo, false));
        ByteBuffer tensor = direct(new byte[4 * plain.floats()]);
        try (Preprocessor linear = new Preprocessor(plain, NumberType.FLOAT32);
                Preprocessor triangle = new Preprocessor(antialiased, NumberType.FLOAT32);
                Mat image = decoder.decode(jpeg)) {
            print("to 224 x 224 x 3, bilinear", 1000, () -> linear.apply(image, tensor));
            print("to 224 x 224 x 3, antialiased", 1000, () -> triangle.apply(image, tensor));
            print("JPEG to tensor, bilinear", 1000, () -> whole(decoder, jpeg, linear, tensor));
            print("JPEG to tensor, antialiased", 1000, () -> whole(decoder, jpeg, triangle, tensor));
        }
    }

    private static void large(BufferedImage photo) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        ByteBuffer jpeg = direct(Pictures.jpeg(photo, false));
        for (int scaledDecode : new int[] {0, 2}) {
            for (Interpolation interpolation : Interpolation.values()) {
                ImageInput input = Inputs.vggface2()
                        .interpolation(interpolation)
                        .scaledDecode(scaledDecode)
                        .build();
                ByteBuffer tensor = direct(new byte[4 * input.floats()]);
                try (Preprocessor preprocessor = new Preprocessor(input, NumberType.FLOAT32)) {
                    String name = "4000 x 3000 JPEG, " + jpeg.limit() + " bytes, to tensor, " + interpolation;
                    print(name + (scaledDecode == 0 ? "" : ", scaled decode"), 5, () -> {
                        try (Mat image = decoder.decode(jpeg, input)) {
                            preprocessor.apply(image, tensor);
                        }
                    });
                }
            }
        }
    }

    private static void model(Path assets) throws IOException {
        ImageInput input =
                Inputs.of(112, 112).layout(Layout.NCHW).colours(Colours.RGB).build();
        EmbeddingOutput output = new EmbeddingOutput(128, Normalise.L2);
        Path file = assets.resolve("models/mobilefacenet_dynbatch.onnx");
        ByteBuffer face = direct(Files.readAllBytes(assets.resolve("golden/aligned112_Tony_Blair_0001.png")));
        ImageContent content = new ImageContent("face", face);
        try (ModelSession session = ModelSession.open(OnnxRuntime.load(), file, new Device.Cpu(), input, output);
                SessionBatch raw = session.newBatch(1);
                PipelineEngine engine = EmbeddingEngine.open(
                        OnnxRuntime.load(), file, new Device.Cpu(), input, output, ImageLimits.DEFAULT);
                PipelineEngine.Batch batch = engine.newBatch(1)) {
            print("MobileFaceNet, session alone", 50, () -> raw.run(0, 1));
            batch.load(0, content);
            print("MobileFaceNet, run of the engine", 50, () -> batch.run(0, 1));
            print("MobileFaceNet, load of the engine (PNG 112 x 112)", 200, () -> batch.load(0, content));
        }
    }

    private static void whole(ImageDecoder decoder, ByteBuffer jpeg, Preprocessor preprocessor, ByteBuffer tensor) {
        try (Mat image = decoder.decode(jpeg)) {
            preprocessor.apply(image, tensor);
        }
    }

    private static BufferedImage scaled(BufferedImage photo, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        scaled.createGraphics().drawImage(photo, 0, 0, width, height, null);
        return scaled;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length)
                .order(ByteOrder.nativeOrder())
                .put(bytes)
                .flip();
    }

    /** The best of some rounds, the first of which warm up. */
    private static void print(String what, int times, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            best = Math.min(best, (System.nanoTime() - start) / times);
        }
        System.out.printf("%10.1f us  %s%n", best / 1e3, what);
    }
}
