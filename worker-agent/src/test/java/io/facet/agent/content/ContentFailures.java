package io.facet.agent.content;

/** Content failures for tests of other packages. */
public final class ContentFailures {
    private ContentFailures() {}

    public static ContentException of(ContentException.Kind kind, String message) {
        return new ContentException(kind, message);
    }
}
