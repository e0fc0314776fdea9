package io.facet.models.sample;

/** A person in front of the camera: what every painter needs to know. Immutable. */
record Sitting(FaceModel model, FaceView view, Stage stage, HeadLines lines) {

    static Sitting of(FaceModel model, FaceView view, int width, int height) {
        return new Sitting(model, view, new Stage(model.head(), view, width, height), new HeadLines(model));
    }

    /** The side that the head turns away from the viewer less: its ear is seen whole. */
    int nearSide() {
        return view.pose().turn() > 0 ? -1 : 1;
    }

    /** The side that the light comes from. */
    int litSide() {
        return view.light().side() < 0 ? -1 : 1;
    }
}
