package io.facet.models.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FacePainterTest {
    private static final int SIDE = 96;

    @Test
    void sameSeedsDrawTheSamePicture() {
        assertThat(pixels(draw(3, 5))).isEqualTo(pixels(draw(3, 5)));
    }

    @Test
    void anotherViewOfAPersonIsCloserThanAnotherPersonInThatView() {
        double otherView = 0;
        double otherPerson = 0;
        for (int person = 0; person < 12; person++) {
            int[] front = face(FaceModel.identity(person), FaceView.portrait());
            FaceView smiling = new FaceView(
                    new FaceView.Pose(0.05, 0.03, 0),
                    FaceView.portrait().light(),
                    FaceView.portrait().framing(),
                    new FaceView.Expression(1, 0.3, 1, 0.2, 0, 0),
                    new FaceView.Backdrop(1, 1),
                    new FaceView.Camera(1, 0, 1, 9));
            otherView += difference(front, face(FaceModel.identity(person), smiling));
            otherPerson += difference(front, face(FaceModel.identity(person + 1), FaceView.portrait()));
        }
        assertThat(otherView).isLessThan(0.7 * otherPerson);
    }

    @Test
    void eyesAreDarkerThanForeheadAndCheeks() {
        for (int person = 0; person < 24; person++) {
            FaceModel model = FaceModel.identity(person);
            BufferedImage picture = FacePainter.draw(model, FaceView.portrait(), 250, 250);
            Stage stage = new Stage(model.head(), FaceView.portrait(), 250, 250);
            double eye =
                    brightnessAt(picture, stage, model.eyes().x(), model.eyes().y());
            double cheek = brightnessAt(picture, stage, model.eyes().x(), 0.3);
            assertThat(eye).as("person %d", person).isLessThan(cheek);
        }
    }

    @Test
    void lightFromTheLeftBrightensTheLeftCheek() {
        FaceModel model = FaceModel.identity(0);
        for (int side : new int[] {-1, 1}) {
            FaceView view = new FaceView(
                    FaceView.portrait().pose(),
                    new FaceView.Light(side, 0.3, 0.8, 0),
                    FaceView.portrait().framing(),
                    FaceView.portrait().expression(),
                    FaceView.portrait().backdrop(),
                    FaceView.portrait().camera());
            BufferedImage picture = FacePainter.draw(model, view, 250, 250);
            Stage stage = new Stage(model.head(), view, 250, 250);
            double lit = brightnessAt(picture, stage, side * 0.4, 0.3);
            double unlit = brightnessAt(picture, stage, -side * 0.4, 0.3);
            assertThat(lit).isGreaterThan(1.1 * unlit);
        }
    }

    @Property(tries = 60)
    void everyPersonInEveryViewCanBeDrawn(
            @ForAll long person,
            @ForAll long view,
            @ForAll @IntRange(min = 16, max = 90) int width,
            @ForAll @IntRange(min = 16, max = 90) int height) {
        BufferedImage picture = FacePainter.draw(FaceModel.identity(person), FaceView.random(view), width, height);
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
        assertThat(Arrays.stream(pixels(picture)).distinct().count()).isGreaterThan(20);
    }

    @Test
    void refusesSizesThatMakeNoPicture() {
        assertThatThrownBy(() -> FacePainter.draw(FaceModel.identity(0), FaceView.portrait(), 15, 250))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15x250");
    }

    private static BufferedImage draw(long person, long view) {
        return FacePainter.draw(FaceModel.identity(person), FaceView.random(view), SIDE, SIDE);
    }

    private static int[] face(FaceModel model, FaceView view) {
        return pixels(FacePainter.draw(model, view, SIDE, SIDE).getSubimage(28, 20, 40, 48));
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static double difference(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Tint.brightness(a[i]) - Tint.brightness(b[i]));
        }
        return sum;
    }

    /** Mean of a small patch around a point of the face. */
    private static double brightnessAt(BufferedImage picture, Stage stage, double x, double y) {
        var centre = stage.skin(0).map(x, y);
        double sum = 0;
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                sum += Tint.brightness(
                        picture.getRGB((int) Math.round(centre.getX()) + dx, (int) Math.round(centre.getY()) + dy));
            }
        }
        return sum / 49;
    }
}
