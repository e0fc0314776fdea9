package io.facet.models.engine;

import io.facet.models.ModelException;
import io.facet.models.image.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a drawn picture through an engine before the first image of a run: libraries load, devices allocate and choose
 * their kernels then, while nobody waits for rows. What fails here is not said: the images of the run will say it.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int SIDE = 250;
    private static final int ROUNDS = 2;

    private WarmUp() {}

    /** Fills a batch of {@code capacity} and runs it, twice. */
    public static void of(PipelineEngine engine, int capacity) {
        try (PipelineEngine.Batch batch = engine.newBatch(capacity)) {
            ImageContent picture = new ImageContent("warm-up.jpg", picture());
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < capacity; i++) {
                    batch.load(
                            i, new ImageContent(picture.path(), picture.bytes().duplicate()));
                }
                batch.run(0, capacity);
            }
        } catch (ImageException | ModelException | IOException e) {
            LOG.debug("The warm-up ended early", e);
        }
    }

    /** A JPEG with something to see in every part: a model may not bear a picture of one colour. */
    private static ByteBuffer picture() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, (x & 0xff) << 16 | (y & 0xff) << 8 | (x * y / SIDE & 0xff));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpg", out)) {
            throw new IOException("This Java cannot write JPEG");
        }
        // Decoders read from native memory.
        byte[] bytes = out.toByteArray();
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
