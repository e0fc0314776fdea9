package io.facet.models.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Draws lines in face coordinates on one layer of a picture. Close it to give the graphics back; for one thread. */
final class Ink implements AutoCloseable {
    private final Graphics2D graphics;
    private final Stage stage;

    Ink(BufferedImage layer, Stage stage) {
        this.stage = stage;
        graphics = layer.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    Stage stage() {
        return stage;
    }

    void fill(Line line, Stage.Mapping mapping, int rgb) {
        fill(stage.path(line, mapping, true), rgb, 1);
    }

    void fill(Line line, Stage.Mapping mapping, int rgb, double alpha) {
        fill(stage.path(line, mapping, true), rgb, alpha);
    }

    void fill(Shape shape, int rgb, double alpha) {
        graphics.setColor(Tint.alpha(rgb, alpha));
        graphics.fill(shape);
    }

    void stroke(Line line, Stage.Mapping mapping, double width, int rgb, double alpha) {
        stroke(stage.path(line, mapping, false), width, rgb, alpha);
    }

    void stroke(Shape shape, double width, int rgb, double alpha) {
        graphics.setColor(Tint.alpha(rgb, alpha));
        graphics.setStroke(
                new BasicStroke((float) (width * stage.unit()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** A soft spot that fades to nothing at {@code radius}; flattened to {@code squeeze} times its height. */
    void glow(Point2D centre, double radius, double squeeze, int rgb, double alpha) {
        float pixels = (float) Math.max(0.5, radius * stage.unit());
        AffineTransform before = graphics.getTransform();
        graphics.translate(centre.getX(), centre.getY());
        graphics.scale(1, squeeze);
        graphics.setPaint(new RadialGradientPaint(new Point2D.Float(), pixels, new float[] {0, 0.5f, 1}, new Color[] {
            Tint.alpha(rgb, alpha), Tint.alpha(rgb, alpha * 0.55), Tint.alpha(rgb, 0)
        }));
        int half = (int) Math.ceil(pixels);
        graphics.fillRect(-half, -half, 2 * half, 2 * half);
        graphics.setTransform(before);
    }

    /** Everything until the next call is cut off outside the shape. */
    void clip(Shape shape) {
        graphics.setClip(shape);
    }

    void unclip() {
        graphics.setClip(null);
    }

    Graphics2D graphics() {
        return graphics;
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
