package io.facet.agent.model;

import io.facet.models.onnx.Attributes;
import io.facet.models.onnx.ElementType;
import io.facet.models.onnx.GraphBuilder;
import io.facet.models.onnx.TensorInfo;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** A model of one matrix: an image of 4 x 4 to a vector of five. */
final class TinyEmbedder {
    static final String CARD = """
            id: tiny
            title: Tiny
            summary: A matrix.
            task: face-embedding
            licence: MIT
            obtain: Nobody needs it.
            input:
              layout: nchw
              width: 4
              height: 4
              colours: rgb
              fit: squash
              interpolation: area
              mean: [0, 0, 0]
              std: [255, 255, 255]
            output:
              dimension: 5
              normalise: l2
            """;

    static final String PIPELINE = """
            id: embed
            title: Embed whole images
            steps:
              - decode
              - embed
            """;

    private TinyEmbedder() {}

    static byte[] model() {
        GraphBuilder graph = new GraphBuilder("tiny");
        String image = graph.input(TensorInfo.batch("image", ElementType.FLOAT32, 3, 4, 4));
        float[] numbers = new float[48 * 5];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * 37 % 101 - 50) / 64f;
        }
        String weights = graph.floats("weights", numbers, 48, 5);
        String flat = graph.node("Flatten", Attributes.none().integer("axis", 1), image);
        String vector = graph.nodeNamed("vector", "MatMul", Attributes.none(), flat, weights);
        return graph.output(TensorInfo.batch(vector, ElementType.FLOAT32, 5))
                .build()
                .toByteArray();
    }

    static ByteBuffer picture() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(200, 100, 50));
        g.fillRect(0, 0, 5, 8);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }
}
